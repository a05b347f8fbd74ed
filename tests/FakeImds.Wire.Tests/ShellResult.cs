namespace FakeImds.Wire.Tests;

/// <summary>What a command that ended has left: its exit code and all it printed.</summary>
internal sealed record ShellResult(string Command, int ExitCode, string Output, string Error)
{
    public ShellResult MustSucceed() => ExitCode == 0
        ? this
        : throw new InvalidOperationException($"`{Command}` ended with {ExitCode}:\n{Output}{Error}");
}
