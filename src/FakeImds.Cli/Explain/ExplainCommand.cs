using System.CommandLine;
using FakeImds.Cli.CommandLine;
using FakeImds.Cli.Run;
using FakeImds.Iac;
using FakeImds.Iac.Explain;
using FakeImds.Iac.Messages;

namespace FakeImds.Cli.Explain;

/// <summary><c>fakeimds explain</c>.</summary>
internal static class ExplainCommand
{
    private const string Description = "Tell for each launch of the files which metadata options the instance gets, who decided them, and whether EC2 would refuse.";

    private static readonly string[] s_options =
    [
        "account-http-tokens", "account-http-put-response-hop-limit", "account-http-endpoint", "account-instance-metadata-tags", "account-http-tokens-enforced",
        "imds-support", "parameter", "region", "caller-arn", "context", "strict-http-endpoint", "account-defaults-fill-iam-keys",
    ];

    private static readonly string[] s_outputs = ["text", "json"];
    private static readonly string[] s_failOn = ["launch", "fails", "unknown"];
    private static readonly string[] s_launchers = ["api", "console"];

    public static Command Create(TextWriter output)
    {
        var files = new Argument<string[]>("FILE")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = "What the account and its launches are: outputs of the AWS CLI, CloudFormation templates, terraform show -json, IAM, service control and declarative policies (docs/explain.md). - is standard input.",
        };
        var form = Choice("--output", s_outputs, "How to tell it. Default: text.");
        var launcher = Choice("--as", s_launchers, "console: with what the console's launch wizard would send. Default: api.");
        var failOn = Choice("--fail-on", s_failOn, "When the exit code is not 0. fails: 1 when a launch would fail. unknown: also 3 when a launch or an option is not known. Default: 1 when a launch would fail, else 3 when of one it is not known whether it would.");
        var relaunch = new Option<bool>("--relaunch") { Description = "Also tell of what exists (states, describe-instances, unchanged resources of a plan) what a launch like it would meet now." };
        var command = new Command("explain", Description) { files, form, launcher, failOn, relaunch };
        var options = RunOptionSet.AddTo(command, s_options.Select(RunOptions.Named));
        command.SetAction(result =>
        {
            var asJson = Chosen(result, form, s_outputs) is "json";
            var asConsole = Chosen(result, launcher, s_launchers) is "console";
            var fails = Chosen(result, failOn, s_failOn);
            var settings = SettingsReader.Read(result.GetValue(files) ?? [], o => options.Values(result, o), new Dictionary<string, string>());
            var explainer = new Explainer(settings, asConsole, result.GetValue(relaunch));
            var all = explainer.All();
            if (asJson)
            {
                ExplainJson.Write(output, all, explainer.Notes);
            }
            else
            {
                ExplainText.Write(output, all, explainer.Notes);
            }

            return all.Any(static e => e.Verdict is LaunchVerdict.Fails) ? ExitCodes.Refused
                : fails is not "fails" && all.Any(e => e.Verdict is LaunchVerdict.Unknown || (fails is "unknown" && e.HasUnknowns)) ? ExitCodes.Unknown
                : ExitCodes.Success;
        });
        return command;
    }

    private static Option<string> Choice(string name, string[] words, string description) => new(name) { HelpName = string.Join('|', words), Description = description };

    private static string Chosen(ParseResult result, Option<string> option, string[] words) => result.GetValue(option) switch
    {
        null => words[0],
        var word when words.Contains(word) => word,
        var word => throw UserException.BadInput($"fakeimds: {option.Name} is '{word}'; {AllowedWords.Of(words)} is allowed{NearestName.Hint(word, words)}"),
    };
}
