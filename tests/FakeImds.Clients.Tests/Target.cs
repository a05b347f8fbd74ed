namespace FakeImds.Clients.Tests;

/// <summary>The metadata service that a client is pointed at.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Timeout">
/// How long the client waits for an answer. SDKs wait a second; on a busy machine an answer that does come may take longer.
/// </param>
internal sealed record Target(Uri Address, TimeSpan Timeout)
{
    /// <summary>Nobody listens on this port (discard).</summary>
    public static Target Nowhere { get; } = new(new Uri("http://127.0.0.1:9"), TimeSpan.FromSeconds(1));
}
