using FakeImds.Cli.Check;
using FakeImds.Cli.Exec;

namespace FakeImds.Cli.CommandLine;

/// <summary>The command of the user's own that stands behind two hyphens: none of its words is an option of this program.</summary>
/// <param name="Command">Its words; empty for none.</param>
/// <param name="Behind">How many arguments, the hyphens with them, are not this program's.</param>
internal sealed record CommandWords(IReadOnlyList<string> Command, int Behind)
{
    private static readonly string[] s_commands = [ExecCommand.Name, CheckCommand.Name];

    public static CommandWords Of(string[] arguments) =>
        arguments is [var name, ..] && s_commands.Contains(name) && Array.IndexOf(arguments, "--") is > 0 and var at
            ? new CommandWords(arguments[(at + 1)..], arguments.Length - at)
            : new CommandWords([], 0);
}
