namespace FakeImds.Wire.Tests;

/// <summary>What curl says of one request.</summary>
/// <param name="ExitCode">0: answered (with any status); 7: no connection; 28: timed out.</param>
/// <param name="Status">The HTTP status; 0 without an answer.</param>
/// <param name="Connected">Whether the TCP connection was established.</param>
/// <param name="LocalPort">The client's port: tells this connection from others in a capture.</param>
/// <param name="Body">The body, as text.</param>
internal sealed record CurlResult(int ExitCode, int Status, bool Connected, int LocalPort, string Body)
{
    public const int CouldNotConnect = 7;
    public const int TimedOut = 28;

    /// <summary>
    /// What a client behind one hop too many sees: "connect succeeds; PUT sent; no answer"
    /// (facts/imds-data-plane.md, section 4, SEEN DataDog/datadog-agent#55269).
    /// </summary>
    public void ShouldHangAfterConnecting()
    {
        ExitCode.ShouldBe(TimedOut, ToString());
        Connected.ShouldBeTrue(ToString());
        Status.ShouldBe(0, ToString());
    }

    public void ShouldBeAnsweredWith(int status)
    {
        ExitCode.ShouldBe(0, ToString());
        Status.ShouldBe(status, ToString());
    }
}
