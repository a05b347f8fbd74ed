using System.CommandLine;
using System.CommandLine.Parsing;
using FakeImds.Iac.Messages;

namespace FakeImds.Cli.CommandLine;

/// <summary>The first thing wrong with the words of a command line, in one line.</summary>
internal static class SyntaxError
{
    /// <summary>The line; null when the command line is well formed.</summary>
    public static string? Of(ParseResult result)
    {
        var command = result.CommandResult.Command;
        if ((result.UnmatchedTokens is [var first, ..] ? first : MistakenForFile(result)) is { } unknown)
        {
            var name = unknown.Split('=')[0];
            string[] options = [.. command.Options.Select(static o => o.Name)];
            string[] commands = [.. command.Subcommands.Select(static c => c.Name)];
            return commands is [] || name.StartsWith('-')
                ? $"fakeimds: {Kind(name)} '{ShortValue.Of(name)}' is unknown{Hint(command, name, options)}"
                : $"fakeimds: the command '{ShortValue.Of(name)}' is unknown{Hint(command, name, commands)}";
        }

        if (result.Errors is not [var error, ..])
        {
            return null;
        }

        return error.SymbolResult is OptionResult { Option: var option } given
            ? given.Tokens.Count is 0
                ? $"fakeimds: {option.Name} has no value; {option.HelpName} is allowed"
                : $"fakeimds: {option.Name} is given {given.IdentifierTokenCount} times; once is allowed"
            : error.SymbolResult is ArgumentResult { Argument: var argument }
                ? $"fakeimds: {command.Name} has no {argument.Name}; {argument.HelpName ?? "the path of a JSON or YAML file"} is allowed"
            : command is RootCommand
                ? $"fakeimds: there is no command; allowed: {string.Join(", ", command.Subcommands.Select(static c => c.Name))} (fakeimds --help explains)"
                : $"fakeimds: {error.Message}";
    }

    // A command that takes files takes a mistyped option for one.
    private static string? MistakenForFile(ParseResult result) =>
        result.CommandResult.Children.OfType<ArgumentResult>().SelectMany(static a => a.Tokens).Select(static t => t.Value)
            .FirstOrDefault(static t => t.Length > 1 && t[0] is '-');

    private static string Kind(string name) => name.StartsWith('-') ? "the option" : "the word";

    private static string Hint(Command command, string name, string[] names) =>
        NearestName.Hint(name, names) is { Length: > 0 } hint ? hint
        : $"; fakeimds {(command is RootCommand ? "" : command.Name + " ")}--help lists what is allowed";
}
