namespace FakeImds.Cli.Exec;

/// <summary>What <c>fakeimds exec</c> is told beside the account.</summary>
internal sealed record ExecSettings
{
    /// <summary>How many links the command is from the service.</summary>
    public required int Hops { get; init; }

    /// <summary>True runs it in this machine's network, with the SDKs' environment variables and a declared distance.</summary>
    public bool IsViaEnvironment { get; init; }

    /// <summary>The command's words.</summary>
    public required IReadOnlyList<string> Command { get; init; }
}
