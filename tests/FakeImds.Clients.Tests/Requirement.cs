using System.ComponentModel;

namespace FakeImds.Clients.Tests;

/// <summary>
/// A program that a test needs. A developer without it sees the test skipped, with the reason; in CI (env CI=true) it must be there.
/// </summary>
internal static class Requirement
{
    public static async Task DemandAsync(string file, params string[] arguments)
    {
        string reason;
        try
        {
            var result = await Run.ToEndAsync(Run.Prepare(file, arguments));
            if (result.ExitCode == 0)
            {
                return;
            }

            reason = result.Error.Trim();
        }
        catch (Win32Exception e)
        {
            reason = e.Message;
        }

        reason = $"Needed: `{file} {string.Join(' ', arguments)}`, which fails here: {reason}";
        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
        {
            Assert.Fail("CI must be able to run the client tests. " + reason);
        }

        Assert.Skip(reason);
    }
}
