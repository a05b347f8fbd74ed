using System.CommandLine;
using FakeImds.Cli.CommandLine;
using FakeImds.Cli.Output;

namespace FakeImds.Cli.Run;

/// <summary><c>fakeimds run</c>.</summary>
internal static class RunCommand
{
    private const string Description = "Serve instance metadata until SIGTERM or SIGINT.";

    public static Command Create(StreamWriter output, ErrorLines errors)
    {
        var files = new Argument<string[]>("FILE")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "What the account and its instances are: outputs of the AWS CLI, IAM policies or a config file (docs/explain.md).",
        };
        var config = new Option<string[]>("--config")
        {
            HelpName = "FILE",
            Arity = ArgumentArity.OneOrMore,
            Description = "The same as FILE. JSON with comments, in the shapes that the AWS CLI prints: AccountLevel, Images, LaunchTemplateVersions, Reservations or Instances, and a FakeImds section (docs/run.md).",
        };
        var command = new Command("run", Description) { files, config };
        var options = RunOptionSet.AddTo(command, RunOptions.All);
        command.SetAction(async (result, cancelled) =>
        {
            string[] paths = [.. result.GetValue(files) ?? [], .. result.GetValue(config) ?? []];
            var environment = RunEnvironment.Variables();
            RunSettings Read(ReadOnlyMemory<byte>? text) => SettingsReader.Read(paths, o => options.Values(result, o), environment, text);
            var hasFiles = paths is not [] || environment.GetValueOrDefault(SettingsReader.ConfigVariable) is { Length: > 0 };
            using var signal = new StopSignal();
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(signal.Token, cancelled);
            await new RunSession(Read(null), output, errors).RunAsync(Read, hasFiles, stop.Token);
            return ExitCodes.Success;
        });
        return command;
    }
}
