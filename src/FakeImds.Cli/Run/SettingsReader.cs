using FakeImds.Cli.CommandLine;
using FakeImds.Iac;
using FakeImds.Iac.CloudFormation;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;
using FakeImds.Iac.Plan;

namespace FakeImds.Cli.Run;

/// <summary>Puts the settings together: the command line wins over the environment, the environment over the config file.</summary>
internal static class SettingsReader
{
    public const string ConfigVariable = "FAKEIMDS_CONFIG";

    private const string Prefix = "FAKEIMDS_";

    /// <param name="paths">The files that the command line names.</param>
    /// <param name="commandLine">The values of an option on the command line; null when it is not there.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="config">A text in the place of the files; null for the files.</param>
    /// <exception cref="UserException">A value is not allowed.</exception>
    /// <exception cref="AccountFilesException">A file can't be read or is wrong.</exception>
    public static RunSettings Read(
        IReadOnlyList<string> paths, Func<RunOption, IReadOnlyList<string>?> commandLine, IReadOnlyDictionary<string, string> environment, ReadOnlyMemory<byte>? config = null)
    {
        RejectMistypedVariables(environment);
        paths = paths is [] && Variable(environment, ConfigVariable) is { } path ? [path] : paths;
        var account = AccountSettings.Of(config is { } text ? [InputFile.Of("body", text)] : [.. paths.Select(InputFile.Read)], Parameters(commandLine, environment));
        var settings = SectionOptions.Apply(new RunSettings(account), account.Plan.Own);
        foreach (var option in RunOptions.All)
        {
            if (Variable(environment, option.EnvironmentName) is { } variable)
            {
                settings = Apply(settings, option, option.EnvironmentName, Values(option, variable));
            }

            if (commandLine(option) is { } values)
            {
                settings = Apply(settings, option, option.Flag, values);
            }
        }

        ControlListener.Check(settings);
        return settings;
    }

    // Templates need these before all else is known.
    private static StackParameters Parameters(Func<RunOption, IReadOnlyList<string>?> commandLine, IReadOnlyDictionary<string, string> environment)
    {
        var settings = new RunSettings();
        foreach (var option in new[] { RunOptions.Named("region"), RunOptions.Named("parameter") })
        {
            settings = Variable(environment, option.EnvironmentName) is { } text ? Apply(settings, option, option.EnvironmentName, Values(option, text)) : settings;
            settings = commandLine(option) is { } values ? Apply(settings, option, option.Flag, values) : settings;
        }

        return settings.Parameters with { Region = settings.Region ?? settings.Parameters.Region, IsRegionGiven = settings.Region is not null };
    }

    private static RunSettings Apply(RunSettings settings, RunOption option, string name, IReadOnlyList<string> values)
    {
        foreach (var value in values)
        {
            if (!option.Accepts(value))
            {
                throw UserException.BadInput($"fakeimds: {name} is '{ShortValue.Of(value)}'; {option.Allowed} is allowed{NearestName.Hint(value, option.Words)}");
            }
        }

        return option.Apply(settings, values);
    }

    // A variable that is set but empty counts as not set: docker-compose passes ${X:-} so.
    private static string? Variable(IReadOnlyDictionary<string, string> environment, string name) =>
        environment.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    private static string[] Values(RunOption option, string text) =>
        option.IsList ? text.Split(',', StringSplitOptions.TrimEntries) : [text];

    // Only near misses are errors: Kubernetes sets FAKEIMDS_SERVICE_HOST and the like for a service named fakeimds.
    private static void RejectMistypedVariables(IReadOnlyDictionary<string, string> environment)
    {
        string[] known = [ConfigVariable, .. RunOptions.All.Select(o => o.EnvironmentName)];
        foreach (var name in environment.Keys.Order(StringComparer.Ordinal))
        {
            if (name.StartsWith(Prefix, StringComparison.Ordinal) && !known.Contains(name) && NearestName.Of(name, known) is { } nearest)
            {
                throw UserException.BadInput($"fakeimds: the environment variable {name} is unknown; did you mean '{nearest}'?");
            }
        }
    }
}
