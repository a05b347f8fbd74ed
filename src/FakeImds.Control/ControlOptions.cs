namespace FakeImds.Control;

/// <summary>How a <see cref="ControlServer"/> behaves. Read once, when the server is made.</summary>
public sealed class ControlOptions
{
    /// <summary>
    /// True allows <see cref="ControlServer.StartAsync"/> to listen where other machines reach it: anyone there can change the account
    /// and read its credentials then. The metadata addresses stay refused.
    /// </summary>
    public bool AllowRemoteClients { get; set; }
}
