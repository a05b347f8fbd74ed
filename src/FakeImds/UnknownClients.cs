namespace FakeImds;

/// <summary>What clients get at shared addresses that belong to no instance (docs/fidelity.md#clients).</summary>
public enum UnknownClients
{
    /// <summary>The instance that the emulator was made with.</summary>
    DefaultInstance,

    /// <summary>Nothing: their connections are accepted and cut at once.</summary>
    Refuse,
}
