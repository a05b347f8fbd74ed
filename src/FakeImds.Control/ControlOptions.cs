namespace FakeImds.Control;

/// <summary>How a <see cref="ControlServer"/> behaves. Read once, when the server is made.</summary>
public sealed class ControlOptions
{
    /// <summary>
    /// True allows <see cref="ControlServer.StartAsync"/> to listen where other machines reach it: anyone there can change the account
    /// and read its credentials then. The metadata addresses stay refused.
    /// </summary>
    public bool AllowRemoteClients { get; set; }

    /// <summary>
    /// Carries out <c>PUT /fakeimds/config</c>: takes the body, returns null when the account is as it says, else one line that says why not, and then
    /// nothing has changed. Called for one request at a time or for several at once. Null refuses such requests.
    /// </summary>
    public Func<ReadOnlyMemory<byte>, Task<string?>>? Configure { get; set; }
}
