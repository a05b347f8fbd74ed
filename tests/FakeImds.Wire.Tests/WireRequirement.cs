using System.Globalization;

namespace FakeImds.Wire.Tests;

/// <summary>
/// Decides once whether this machine can run the wire tests. A developer without root sees them skipped, with the reason;
/// in CI (env CI=true) a missing requirement is a failure: a suite that silently skips holds nothing.
/// </summary>
internal static class WireRequirement
{
    private static readonly Lazy<Task<string?>> s_namespaces = new(FindReasonAsync);

    private static readonly Lazy<Task<string?>> s_botocore = new(static () =>
        WhatFailsAsync("python3", "-c", "import botocore.utils"));

    /// <summary>The reason why namespaces cannot be made here, or null.</summary>
    public static Task<string?> Namespaces => s_namespaces.Value;

    /// <summary>The reason why botocore cannot be used here, or null.</summary>
    public static Task<string?> Botocore => s_botocore.Value;

    public static void Demand(string? reason)
    {
        if (reason is null)
        {
            return;
        }

        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
        {
            Assert.Fail($"CI must be able to run the wire tests: {reason}");
        }

        Assert.Skip(reason);
    }

    private static async Task<string?> FindReasonAsync()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "Network namespaces exist on Linux only.";
        }

        // Whether root, CAP_NET_ADMIN, CAP_SYS_ADMIN, seccomp and mounts permit it is best asked by doing it.
        var probe = string.Create(CultureInfo.InvariantCulture, $"fi{Environment.ProcessId}-0-probe");
        return await WhatFailsAsync("ip", "netns", "add", probe)
            ?? await WhatFailsAsync("ip", "netns", "exec", probe, "true")
            ?? await WhatFailsAsync("ip", "netns", "del", probe)
            ?? await WhatFailsAsync("curl", "--version")
            ?? await WhatFailsAsync("tcpdump", "--version");
    }

    private static async Task<string?> WhatFailsAsync(string file, params string[] arguments)
    {
        var result = await ProcessRunner.TryRunAsync(file, arguments);
        return result.ExitCode == 0
            ? null
            : $"Needed: `{file} {string.Join(' ', arguments)}`, which fails here: {result.Error.Trim()}";
    }
}
