using System.CommandLine;
using System.Globalization;
using FakeImds.Cli.CommandLine;
using FakeImds.Cli.Exec;
using FakeImds.Cli.Output;
using FakeImds.Cli.Run;
using FakeImds.Iac.Messages;

namespace FakeImds.Cli.Check;

/// <summary><c>fakeimds check</c>.</summary>
internal static class CheckCommand
{
    public const string Name = "check";

    private const string Description = "Run a command under each posture of the metadata service, and tell which it survives, who breaks it, and the strictest options it can have.";
    private const int MaxSeconds = 24 * 60 * 60;
    private const int MaxParallel = 64;

    public static Command Create(StreamWriter output, ErrorLines errors, IReadOnlyList<string> arguments, IReadOnlyList<string> words)
    {
        var matrix = new Option<string[]>("--matrix") { HelpName = "POSTURE", Arity = ArgumentArity.OneOrMore, Description = $"Which postures, with commas between them. Default: all ({string.Join(", ", Posture.All.Select(static p => p.Name))})." };
        var failOn = new Option<string[]>("--fail-on") { HelpName = "WORD", Arity = ArgumentArity.OneOrMore, Description = "What ends with 1: breaks, hides, v1 (a request of IMDSv1), not-exercised, no-v2 (nothing survives without IMDSv1), a posture's name (it does not survive), none. Default: not-exercised,no-v2." };
        var forms = new Option<string[]>("--output") { HelpName = "FORM[=FILE]", Arity = ArgumentArity.OneOrMore, Description = $"A report: {string.Join(", ", ReportFile.Forms)}; into a file, or on standard output in place of the table. Can be repeated." };
        var baseline = new Option<string>("--baseline") { HelpName = "FILE", Description = "An earlier report as JSON: only what survived then and does not now ends with 1." };
        var timeout = new Option<string>("--timeout") { HelpName = "SECONDS", Description = "How long the command may take under a posture. Default: 300." };
        var parallel = new Option<string>("--parallel") { HelpName = "N", Description = "How many postures at once. Default: 1." };
        var command = new Command(Name, Description) { matrix, failOn, forms, baseline, timeout, parallel };
        var place = PlaceOptions.AddTo(command, hasPosition: false);
        var options = RunOptionSet.AddTo(command, AccountOptions.OfChecks);
        command.SetAction(async (result, _) =>
        {
            if (words is [])
            {
                throw UserException.BadInput("fakeimds: check has no command; write it behind two hyphens: fakeimds check -- ./run-tests.sh");
            }

            var asked = place.Read(result);
            var check = new CheckSettings
            {
                Command = words,
                Postures = Postures(result.GetValue(matrix) ?? []),
                Fails = FailCondition.Read(result.GetValue(failOn) ?? []),
                Reports = [.. (result.GetValue(forms) ?? []).Select(ReportFile.Read)],
                Baseline = result.GetValue(baseline) is { } path ? Baseline.Read(path) : null,
                Patience = TimeSpan.FromSeconds(Number(result, timeout, MaxSeconds, 300)),
                Parallel = Number(result, parallel, MaxParallel, 1),
                IsViaEnvironment = asked.IsViaEnvironment,
            };
            var settings = AccountOptions.Read(result, options, place.Files(result), asked);
            return await new CheckSession(settings, check, output, errors, arguments).RunAsync();
        });
        return command;
    }

    private static List<Posture> Postures(string[] values)
    {
        string[] names = [.. values.SelectMany(static v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct()];
        string[] known = [.. Posture.All.Select(static p => p.Name)];
        return names.FirstOrDefault(n => !known.Contains(n)) is { } unknown
            ? throw UserException.BadInput($"fakeimds: --matrix is '{ShortValue.Of(unknown)}'; {AllowedWords.Of(known)} is allowed{NearestName.Hint(unknown, known)}")
            : [.. Posture.All.Where(p => names is [] || names.Contains(p.Name))];
    }

    private static int Number(ParseResult result, Option<string> option, int most, int usual) => result.GetValue(option) switch
    {
        null => usual,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most => number,
        var text => throw UserException.BadInput(string.Create(CultureInfo.InvariantCulture, $"fakeimds: {option.Name} is '{ShortValue.Of(text)}'; a whole number from 1 to {most} is allowed")),
    };
}
