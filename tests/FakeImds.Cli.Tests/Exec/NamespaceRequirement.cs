using FakeImds.Cli.Tests.Process;

namespace FakeImds.Cli.Tests.Exec;

/// <summary>Whether this machine can run commands in network namespaces; in CI it must.</summary>
internal static class NamespaceRequirement
{
    private static readonly Lazy<Task<string?>> s_reason = new(static async () =>
    {
        using var program = CliProcess.Start("exec", "--", "curl", "-s", "http://169.254.169.254/");
        var (exitCode, _, error) = await program.EndAsync(CancellationToken.None);
        return exitCode is 0 ? null : $"fakeimds exec does not work here: {error}";
    });

    public static async Task DemandAsync()
    {
        if (await s_reason.Value is { } reason)
        {
            if (Environment.GetEnvironmentVariable("CI") is "true")
            {
                Assert.Fail(reason);
            }

            Assert.Skip(reason);
        }
    }
}
