namespace FakeImds.Cli.CommandLine;

/// <summary>The program's exit codes; docs/run.md lists them.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The input is good, but this machine does not allow it: a port in use, an address that is not assigned.</summary>
    public const int Machine = 1;

    /// <summary>The answer of <c>fakeimds explain</c> is that EC2 would refuse a launch.</summary>
    public const int Refused = 1;

    /// <summary>An option, an environment variable or the config file is wrong. Nothing was started.</summary>
    public const int BadInput = 2;

    /// <summary>The answer of <c>fakeimds explain</c> is that it depends on something that no file tells.</summary>
    public const int Unknown = 3;

    /// <summary>The program has a fault of its own.</summary>
    public const int Bug = 70;
}
