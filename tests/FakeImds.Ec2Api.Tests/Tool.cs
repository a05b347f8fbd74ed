using System.ComponentModel;
using System.Diagnostics;

namespace FakeImds.Ec2Api.Tests;

/// <summary>Runs programs that are not part of .NET. One that is missing skips the test; in CI (env CI=true) it fails it.</summary>
internal static class Tool
{
    // Long enough for a busy machine: reaching it is an error, never a way to wait.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    public static async Task RequireAsync(string file, params string[] arguments)
    {
        string? reason;
        try
        {
            var (code, _, error) = await RunAsync(file, arguments, new Dictionary<string, string>());
            reason = code == 0 ? null : error.Trim();
        }
        catch (Win32Exception e)
        {
            reason = e.Message;
        }

        if (reason is null)
        {
            return;
        }

        reason = $"Needed: `{file} {string.Join(' ', arguments)}`, which fails here: {reason}";
        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
        {
            Assert.Fail(reason);
        }

        Assert.Skip(reason);
    }

    public static async Task<(int Code, string Output, string Error)> RunAsync(
        string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };

        // A proxy or an AWS setting of the developer's own shell must not decide how a client under test behaves.
        foreach (var name in start.Environment.Keys.Where(static n => n.EndsWith("_proxy", StringComparison.OrdinalIgnoreCase) || n.StartsWith("AWS_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, await output, await error);
    }
}
