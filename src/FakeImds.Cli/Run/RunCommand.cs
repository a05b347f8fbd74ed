using System.Collections;
using System.CommandLine;
using FakeImds.Cli.CommandLine;

namespace FakeImds.Cli.Run;

/// <summary><c>fakeimds run</c>.</summary>
internal static class RunCommand
{
    private const string Description = "Serve instance metadata until SIGTERM or SIGINT.";

    public static Command Create(TextWriter output, TextWriter error)
    {
        var config = new Option<string>("--config")
        {
            HelpName = "FILE",
            Description = "JSON with comments, in the shapes that the AWS CLI prints: AccountLevel, Images, LaunchTemplateVersions, Reservations or Instances, and a FakeImds section (docs/run.md).",
        };
        var command = new Command("run", Description) { config };
        Dictionary<RunOption, Option> options = [];
        foreach (var option in RunOptions.All)
        {
            Option made = option.IsList
                ? new Option<string[]>(option.Flag) { Arity = ArgumentArity.OneOrMore }
                : new Option<string>(option.Flag) { Arity = option.IsSwitch ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne };
            made.HelpName = option.ValueName;
            made.Description = option.Description;
            options.Add(option, made);
            command.Add(made);
        }

        command.SetAction(async (result, cancelled) =>
        {
            var settings = SettingsReader.Read(
                result.GetValue(config),
                o => result.GetResult(options[o]) is { Implicit: false } given ? Values(o, [.. given.Tokens.Select(static t => t.Value)]) : null,
                Environment());
            using var signal = new StopSignal();
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(signal.Token, cancelled);
            await new RunSession(settings, output, error).RunAsync(stop.Token);
            return ExitCodes.Success;
        });
        return command;
    }

    private static string[] Values(RunOption option, string[] tokens) => option.IsSwitch && tokens is [] ? ["true"] : tokens;

    private static Dictionary<string, string> Environment() => System.Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(static e => (string)e.Key, static e => (string?)e.Value ?? "", StringComparer.Ordinal);
}
