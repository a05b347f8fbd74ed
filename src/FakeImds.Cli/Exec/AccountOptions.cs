using System.CommandLine;
using FakeImds.Cli.Run;

namespace FakeImds.Cli.Exec;

/// <summary>The options of <c>fakeimds run</c> that say what the account and the instance are: those of <c>exec</c> and <c>check</c> too.</summary>
internal static class AccountOptions
{
    private const string Log = "log";

    public static IReadOnlyList<RunOption> All { get; } =
    [
        .. ((string[])
        [
            "http-tokens", "http-put-response-hop-limit", "http-endpoint", "http-protocol-ipv6", "instance-metadata-tags", "account-http-tokens",
            "account-http-put-response-hop-limit", "account-http-endpoint", "account-instance-metadata-tags", "account-http-tokens-enforced", "imds-support",
            "keep-alive", Log, "log-format", "caller-arn", "lenient-image-ids", "strict-http-endpoint", "account-defaults-fill-iam-keys", "region", "parameter", "instance", "seed",
        ]).Select(RunOptions.Named),
    ];

    /// <summary>Those of <c>check</c>, whose postures say the metadata options and which prints a report in place of the log.</summary>
    public static IReadOnlyList<RunOption> OfChecks { get; } =
        [.. All.Where(static o => !o.Name.StartsWith("http-", StringComparison.Ordinal) && o.Name is not (Log or "log-format"))];

    /// <summary>The settings, with the place's options below those that are given. Requests are printed only when asked for.</summary>
    public static RunSettings Read(ParseResult result, RunOptionSet options, IReadOnlyList<string> files, AskedPlace place)
    {
        var environment = RunEnvironment.Variables();
        var settings = SettingsReader.Read(files, o => options.Values(result, o), environment);
        var isLogged = options.Values(result, RunOptions.Named(Log)) is not null || environment.ContainsKey(RunOptions.Named(Log).EnvironmentName);
        return settings with { Launch = place.Options.With(settings.Launch), Log = isLogged ? settings.Log : RequestLogLevel.Off };
    }
}
