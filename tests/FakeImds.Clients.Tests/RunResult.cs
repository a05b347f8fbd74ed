namespace FakeImds.Clients.Tests;

/// <summary>What a program that ended has left: its exit code and all it printed.</summary>
internal sealed record RunResult(string Command, int ExitCode, string Output, string Error)
{
    public RunResult MustSucceed() => ExitCode == 0
        ? this
        : throw new InvalidOperationException($"`{Command}` ended with {ExitCode}:\n{Output}{Error}");
}
