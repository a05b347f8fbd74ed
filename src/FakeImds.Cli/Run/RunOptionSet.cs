using System.CommandLine;

namespace FakeImds.Cli.Run;

/// <summary>Run options as options of a command.</summary>
internal sealed class RunOptionSet
{
    private readonly Dictionary<RunOption, Option> _made = [];

    private RunOptionSet()
    {
    }

    /// <summary>Gives a command these options.</summary>
    public static RunOptionSet AddTo(Command command, IEnumerable<RunOption> options)
    {
        var set = new RunOptionSet();
        foreach (var option in options)
        {
            Option made = option.IsList
                ? new Option<string[]>(option.Flag) { Arity = ArgumentArity.OneOrMore }
                : new Option<string>(option.Flag) { Arity = option.IsSwitch ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne };
            made.HelpName = option.ValueName;
            made.Description = option.Description;
            set._made.Add(option, made);
            command.Add(made);
        }

        return set;
    }

    /// <summary>The values that a command line gives an option; null when it is not there.</summary>
    public IReadOnlyList<string>? Values(ParseResult result, RunOption option)
    {
        if (!_made.TryGetValue(option, out var made) || result.GetResult(made) is not { Implicit: false } given)
        {
            return null;
        }

        string[] tokens = [.. given.Tokens.Select(static t => t.Value)];
        return option.IsSwitch && tokens is [] ? ["true"] : tokens;
    }
}
