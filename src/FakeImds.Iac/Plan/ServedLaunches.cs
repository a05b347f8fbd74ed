using FakeImds.Iac.Explain;
using FakeImds.Iac.Fleet;
using FakeImds.Iac.Messages;
using FakeImds.Iac.Policies;

namespace FakeImds.Iac.Plan;

/// <summary>Holds that what is served is known: an emulator shows one value of each option (docs/fidelity.md#unknown-served).</summary>
internal static class ServedLaunches
{
    /// <summary>Leaves out the launches that nobody knows the options of, and tells about them.</summary>
    /// <param name="settings">What files and options say.</param>
    /// <param name="served">The launch that is served; null for none.</param>
    /// <param name="fleet">The launches that have clients of their own: they are served too.</param>
    /// <param name="tell">Gets a line about each launch that is left out or takes something for granted.</param>
    /// <returns>The plan without them.</returns>
    /// <exception cref="AccountFilesException">An option of a served launch is not known, or EC2 would refuse a launch.</exception>
    public static AccountPlan Known(AccountSettings settings, DeclaredLaunch? served, FleetPlan fleet, Action<string> tell)
    {
        foreach (var note in settings.Plan.Launches.Where(IsServed).SelectMany(static l => l.Notes))
        {
            tell($"{note.Position.In("")}: {note.Text}");
        }

        Explainer strict = new(settings, asConsole: false);

        // A second account with all images and templates, for those launches alone that turn on an image that no file describes.
        Lazy<Explainer> lenient = new(() => new Explainer(settings with { OtherImagesHaveNone = true }, asConsole: false));
        return settings.Plan with { Launches = [.. settings.Plan.Launches.Where(l => (l.IsHypothetical && !IsServed(l)) || IsKnown(l))] };

        bool IsServed(DeclaredLaunch launch) => launch == served || fleet.Of(launch) is not [];

        bool IsKnown(DeclaredLaunch launch)
        {
            var explanation = strict.Explain(launch == served ? launch with { Over = settings.Launch } : launch);
            if (Unknown(explanation) is { } doubt && lenient.Value.Explain(explanation.Launch) is var granted && Unknown(granted) is null)
            {
                // FakeImds makes the image of a launch that it makes up.
                if (!launch.HasTestRole || launch.Request.ImageId is not null)
                {
                    tell($"{Place(launch)}: {AllowedWords.And([.. doubt.DependsOn.Select(static u => u.Words)])} counts as an AMI without ImdsSupport for {launch.Name} (give the output of describe-images, or --imds-support)");
                }

                explanation = granted;
            }

            if (IsServed(launch))
            {
                Require(explanation);
            }
            else if (Unknown(explanation) is { } open)
            {
                tell($"{Place(launch)}: {launch.Name} is not launched: {Sentence(launch, open)}");
                return false;
            }
            else
            {
                RequireLaunched(explanation);
            }

            return true;
        }
    }

    /// <summary>Holds that EC2 would make a launch and that its options are known.</summary>
    /// <exception cref="AccountFilesException">It would not, or they are not.</exception>
    public static void Require(Explanation explanation)
    {
        if (explanation.Launch.Closed is { } closed)
        {
            throw new AccountFilesException($"{Place(explanation.Launch)}: {closed.Words} is not known{(closed.Hint is null ? "" : $" ({closed.Hint})")}; one of the other launches is allowed");
        }

        RequireLaunched(explanation);
        if (Unknown(explanation) is { } open)
        {
            throw new AccountFilesException($"{Place(explanation.Launch)}: {Sentence(explanation.Launch, open)}");
        }
    }

    private static void RequireLaunched(Explanation explanation)
    {
        if (explanation.Verdict is LaunchVerdict.Fails)
        {
            var reason = explanation is { Denied: { } denied, Launch.By: var by } && by == LaunchedBy.Caller ? DenialText.Of(denied) : explanation.Refusal;
            throw new AccountFilesException(explanation.Launch.Position.File is null
                ? $"fakeimds: EC2 would refuse this launch: {reason}"
                : $"{Place(explanation.Launch)}: EC2 would refuse to launch {explanation.Launch.Name}: {reason}");
        }
    }

    private static ExplainedOption? Unknown(Explanation explanation) => explanation.Options.FirstOrDefault(static o => !o.IsKnown && OptionList.Names.Contains(o.Name));

    private static string Sentence(DeclaredLaunch launch, ExplainedOption open)
    {
        var hints = open.DependsOn.Select(static u => u.Hint).OfType<string>().Distinct().ToArray();
        return $"{open.Name} of {launch.Name} is not known: {open.Source}{(hints is [] ? "" : $" ({AllowedWords.And(hints)})")}";
    }

    private static string Place(DeclaredLaunch launch) => launch.Position.In("fakeimds");
}
