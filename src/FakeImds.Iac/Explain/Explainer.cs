using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Iac.Plan;

namespace FakeImds.Iac.Explain;

/// <summary>Decides every launch of the files without launching, by the account's own rules.</summary>
internal sealed class Explainer
{
    private static readonly RunInstancesRequest s_nothing = new();

    private readonly AccountSettings _settings;
    private readonly AccountBuilder _builder;
    private readonly bool _asConsole;
    private readonly Ec2Region _region;
    private readonly HashSet<string> _knownImages;

    /// <exception cref="AccountFilesException">EC2 would refuse an image, a template or a policy of the files.</exception>
    public Explainer(AccountSettings settings, bool asConsole)
    {
        _settings = settings;
        _asConsole = asConsole;
        _builder = new AccountBuilder(settings);
        var options = new Ec2AccountOptions();
        _builder.Configure(options);
        _region = _builder.Prepare(new Ec2Account(options));
        _knownImages = [.. _region.Images.All.Select(static i => i.ImageId)];
    }

    /// <summary>What holds for all launches: keys that policies ask for and nobody fills, and what files leave open.</summary>
    public IReadOnlyList<string> Notes =>
    [
        .. _settings.Plan.Notes.Select(static n => $"{n.Position.In("")}: {n.Text}"),
        .. from policy in _region.Account.Policies.Attached
           from key in policy.UnfilledKeys
           select $"policy {policy.Name} asks for {key}, which FakeImds never fills: it counts as absent",
    ];

    /// <exception cref="AccountFilesException">A launch is of another Region than the account defaults.</exception>
    public IReadOnlyList<Explanation> All() => [.. _settings.Plan.Launches.Select(Explain)];

    /// <exception cref="AccountFilesException">The launch is of another Region than the account defaults.</exception>
    public Explanation Explain(DeclaredLaunch launch)
    {
        if (launch.Region is { } region && region != _region.Name)
        {
            throw new AccountFilesException($"{launch.Position.In("")}: {launch.Name} is in {region}, but the Region is {_region.Name}; account defaults are per Region: files of one Region are allowed");
        }

        var explanation = new Explanation(launch) { Notes = [.. launch.Notes.Select(static n => $"{n.Position.In("")}: {n.Text}")] };
        try
        {
            var request = _builder.Request(_region, launch, s_nothing, isServed: false);
            var template = request.LaunchTemplate is { } name ? _region.LaunchTemplates.Get(name) : null;
            var version = template?.Version(request.LaunchTemplateVersion);
            var added = _asConsole ? ConsoleWizard.Adds(_region.MetadataDefaults, request.MetadataOptions, version?.Data.MetadataOptions) : new();
            var asked = request with { MetadataOptions = added.With(request.MetadataOptions ?? new()) };
            var image = request.ImageId ?? version?.Data.ImageId;
            var verdict = Verdict(asked);
            return explanation with
            {
                Options = OptionList.Of(verdict.Options, (option, source) => Words(option, source, added, template, version, image)),
                Error = verdict.Error,
                Denied = verdict.Denied,
                Notes = explanation.Notes.AddRange(Doubts(launch, asked, image, verdict)),
            };
        }
        catch (Ec2Exception e)
        {
            return explanation with { Error = e.Error };
        }
    }

    private (DecidedMetadataOptions Options, Ec2Error? Error, IamDecision? Denied) Verdict(RunInstancesRequest request)
    {
        // Enforcement is a check on the result; the result is worth telling also where it fails.
        _builder.SetDefaults(_region, enforced: false);
        var options = _region.Instances.Decide(request).OptionsOrThrow();
        var denied = _region.Instances.Authorize(request, _builder.Caller(_region.Account));
        _builder.SetDefaults(_region, enforced: true);
        return (options, _region.Instances.Decide(request).Error, denied.IsAllowed ? null : denied);
    }

    // An image that no file has may have ImdsSupport: where that would change something, it is said.
    private IEnumerable<string> Doubts(DeclaredLaunch launch, RunInstancesRequest request, string? image, (DecidedMetadataOptions Options, Ec2Error? Error, IamDecision? Denied) verdict)
    {
        if (launch.Exists)
        {
            yield return "the instance exists; its options are taken for those of a launch request";
        }

        if (_settings.ImdsSupport is not null || (image is not null && _knownImages.Contains(image)))
        {
            yield break;
        }

        var twin = _region.Images.Named("fakeimds-v2-image").FirstOrDefault() ?? _region.Images.Register("fakeimds-v2-image", ImdsSupport.V2);
        var other = Verdict(request with { ImageId = twin.ImageId });
        var changes = OptionList.Of(other.Options, static (_, s) => s is OptionSource.Image ? "AMI" : "").Where(static o => o.Source.Length > 0).Select(static o => $"{o.Name} would be {o.Value}").ToArray();
        if (changes.Length > 0)
        {
            var what = launch.Request.ImageId ?? launch.ImageExpression ?? image ?? "the image";
            var fate = (other.Error is null && other.Denied is null) == (verdict.Error is null && verdict.Denied is null) ? ""
                : other.Error is null && other.Denied is null ? ", and the launch would succeed" : ", and the launch would fail";
            yield return $"{what} is in none of the files and is taken for an AMI without ImdsSupport; with ImdsSupport=v2.0 {string.Join(" and ", changes)}{fate} (give the output of describe-images, or --imds-support)";
        }
    }

    private string Words(string option, OptionSource source, MetadataOptions added, LaunchTemplate? template, LaunchTemplateVersion? version, string? image) => source switch
    {
        OptionSource.LaunchRequest when (option is "HttpTokens" && added.HttpTokens is not null)
            || (option is "HttpPutResponseHopLimit" && added.HttpPutResponseHopLimit is not null) => "launch request (console)",
        OptionSource.LaunchTemplate => $"launch template {template?.LaunchTemplateName} version {version?.VersionNumber}",
        OptionSource.AccountDefault when IsSetByPolicy(option) => "account default (declarative policy)",
        OptionSource.Image => $"AMI {image}",
        _ => MetadataOptionText.Of(source),
    };

    private bool IsSetByPolicy(string option) => _region.DeclarativePolicy?.Defaults is { } policy && option switch
    {
        "HttpTokens" => policy.HttpTokens is not null,
        "HttpPutResponseHopLimit" => policy.HttpPutResponseHopLimit is not null,
        "HttpEndpoint" => policy.HttpEndpoint is not null,
        "InstanceMetadataTags" => policy.InstanceMetadataTags is not null,
        _ => false,
    };
}
