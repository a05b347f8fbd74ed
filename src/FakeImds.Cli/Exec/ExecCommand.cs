using System.CommandLine;
using System.Globalization;
using FakeImds.Cli.CommandLine;
using FakeImds.Cli.Output;
using FakeImds.Cli.Run;
using FakeImds.Ec2;
using FakeImds.Iac.Messages;

namespace FakeImds.Cli.Exec;

/// <summary><c>fakeimds exec</c>.</summary>
internal static class ExecCommand
{
    public const string Name = "exec";

    private const string Description = "Run a command with the metadata service at 169.254.169.254, in a network of its own. Its exit code is the command's.";

    public static Command Create(ErrorLines errors, IReadOnlyList<string> arguments, IReadOnlyList<string> words)
    {
        var command = new Command(Name, Description);
        var place = PlaceOptions.AddTo(command, hasPosition: true);
        var options = RunOptionSet.AddTo(command, AccountOptions.All);
        command.SetAction(async (result, _) =>
        {
            if (words is [])
            {
                throw UserException.BadInput("fakeimds: exec has no command; write it behind two hyphens: fakeimds exec -- curl http://169.254.169.254/latest/meta-data/");
            }

            var asked = place.Read(result);
            var settings = AccountOptions.Read(result, options, place.Files(result), asked);
            return await new ExecSession(settings, new ExecSettings { Hops = asked.Hops, IsViaEnvironment = asked.IsViaEnvironment, Command = words }, errors, arguments).RunAsync();
        });
        return command;
    }
}
