using FakeImds.Ec2;
using FakeImds.Iac.Plan;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Explain;

/// <summary>
/// Decides every launch of the files without launching, by the account's own rules, in every world that the files leave open
/// (docs/architecture.md#worlds).
/// </summary>
internal sealed class Explainer
{
    private readonly AccountSettings _settings;
    private readonly bool _isRelaunch;
    private readonly Ec2Region _region;
    private readonly WorldDecision _decision;
    private readonly ExistingInstances _existing;

    /// <param name="settings">What the files and the options say.</param>
    /// <param name="asConsole">Whether the console's launch wizard sends what it sends.</param>
    /// <param name="isRelaunch">Whether what exists is explained as if it were launched anew.</param>
    /// <param name="hasOwnImage">Whether a launch that FakeImds makes of its own has an image of FakeImds, without <c>ImdsSupport</c>.</param>
    /// <exception cref="AccountFilesException">EC2 would refuse an image, a template or a policy of the files.</exception>
    public Explainer(AccountSettings settings, bool asConsole, bool isRelaunch = false, bool hasOwnImage = false)
    {
        _settings = settings;
        _isRelaunch = isRelaunch;
        var builder = new AccountBuilder(settings);
        var options = new Ec2AccountOptions();
        builder.Configure(options);
        _region = builder.Prepare(new Ec2Account(options));
        _decision = new WorldDecision(builder, _region, new LaunchResolver(settings, _region, hasOwnImage), settings.Plan.OpenRules, asConsole);
        _existing = new ExistingInstances(builder, _region, _decision);
    }

    /// <summary>What holds for all launches: keys that policies ask for and nobody fills, and what files leave open.</summary>
    public IReadOnlyList<string> Notes =>
    [
        .. _settings.Plan.Notes.Select(static n => $"{n.Position.In("")}: {n.Text}"),
        .. from policy in _region.Account.Policies.Attached
           from key in policy.UnfilledKeys
           select $"policy {policy.Name} asks for {key}, which no request to EC2 has: it counts as absent{(IamKeyNames.Nearest(key) is { } nearest ? $"; did you mean {nearest}?" : "")}",
    ];

    /// <exception cref="AccountFilesException">A launch is of another Region than the account defaults.</exception>
    public IReadOnlyList<Explanation> All() => [.. _settings.Plan.Launches.Select(Explain)];

    /// <summary>Explains one launch.</summary>
    /// <exception cref="AccountFilesException">It is of another Region than the account defaults.</exception>
    public Explanation Explain(DeclaredLaunch launch)
    {
        if (launch.Region is { } region && region != _region.Name)
        {
            throw new AccountFilesException($"{launch.Position.In("")}: {launch.Name} is in {region}, but the Region is {_region.Name}; account defaults are per Region: files of one Region are allowed");
        }

        var explanation = new Explanation(launch) { Notes = [.. launch.Notes.Select(static n => $"{n.Position.In("")}: {n.Text}")] };
        if (launch.Closed is { } closed)
        {
            return launch.Exists && !_isRelaunch ? explanation with { Verdict = LaunchVerdict.Exists } : explanation with { Verdict = LaunchVerdict.Unknown, DependsOn = [closed] };
        }

        if (launch.By is { IsAuthorized: false, Words: { } words, IsElsewhere: var isElsewhere } && (isElsewhere || _region.Account.Policies.Attached.Count > 0))
        {
            explanation = explanation with { Notes = explanation.Notes.Add(words) };
        }

        if (!_isRelaunch && launch.ChangedFrom is { } before)
        {
            return _existing.Change(explanation, before);
        }

        if (!_isRelaunch && launch is { Exists: true, IsInstance: true })
        {
            return ExistingInstances.AsTheyAre(explanation);
        }

        if (launch is { Exists: true, IsInstance: true })
        {
            explanation = explanation with { Notes = explanation.Notes.Add("the instance exists; its options are taken for those of a launch request") };
        }

        var decided = Summary.Of(explanation, Explore(launch));

        // What a service sets, it may set for good or ill: nobody knows whether it launches.
        if (decided.Verdict is LaunchVerdict.Succeeds && decided.Options.Any(o => !o.IsKnown && launch.Rest.ContainsKey(o.Name)))
        {
            decided = decided with { Verdict = LaunchVerdict.Unknown, DependsOn = [launch.Rest.First().Value] };
        }

        return _isRelaunch || !launch.Exists ? decided : decided with { Verdict = LaunchVerdict.Exists, Error = null, Denied = null, DependsOn = [], Possible = [] };
    }

    // Several open options at once matter only to policies and to strict endpoints; else each is decided on its own, and so it is asked about on its own.
    private Outcomes<WorldVerdict>[] Explore(DeclaredLaunch launch)
    {
        HashSet<string> met = new(StringComparer.Ordinal);
        var first = Exploration.Of(world => _decision.In(launch, world, new OptionAlternatives(name => !met.Add(name) && false)));
        var hasPolicies = _region.Account.Policies.Attached.Count > 0 && launch.By.IsAuthorized is not false;
        return met.Count == 0 ? [first]
            : met.Count <= 2 || hasPolicies || _region.Account.StrictHttpEndpoint ? [With(static _ => true)]
            : [.. met.Select(one => With(name => name == one))];

        Outcomes<WorldVerdict> With(Func<string, bool> isAsked) =>
            Exploration.Of(world => _decision.In(launch, world, new OptionAlternatives(isAsked, allHopLimits: hasPolicies)));
    }
}
