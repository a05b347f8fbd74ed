using System.Collections.Immutable;
using System.Globalization;
using FakeImds.Ec2;
using FakeImds.Iac.AwsCli;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Plan;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Explain;

/// <summary>Settles in a world what a launch and its template leave open, and makes it true of the Region.</summary>
internal sealed class LaunchResolver
{
    private const string DescribeTemplates = "give the output of describe-launch-template-versions";

    private readonly Ec2Region _region;
    private readonly ImageResolver _images;
    private readonly Dictionary<string, Declared<LaunchTemplate>> _templates = new(StringComparer.Ordinal);

    /// <param name="settings">What the files and the options say.</param>
    /// <param name="region">The Region, made by them.</param>
    /// <param name="hasOwnImage">Whether a launch that FakeImds makes of its own has an image of FakeImds.</param>
    public LaunchResolver(AccountSettings settings, Ec2Region region, bool hasOwnImage)
    {
        _region = region;
        _images = new ImageResolver(settings, region, hasOwnImage);
        foreach (var template in settings.Plan.Templates)
        {
            foreach (var value in template.Worlds is { } worlds ? worlds.All.All.Select(static o => o.Value.Value) : [template.Value])
            {
                _templates.TryAdd(value.LaunchTemplateId, template);
                _templates.TryAdd(value.LaunchTemplateName, template);
            }
        }
    }

    /// <summary>The launch in a world; null when it is not made there.</summary>
    /// <param name="launch">The launch.</param>
    /// <param name="world">The world.</param>
    /// <param name="adds">The options that somebody adds to the request, by what request and template set.</param>
    /// <param name="alternatives">The values that open options may have.</param>
    /// <exception cref="ConfigException">The launch is wrong in this world.</exception>
    /// <exception cref="Ec2Exception">Its template has no such version.</exception>
    public LaunchInWorld? In(DeclaredLaunch launch, World world, Func<MetadataOptions?, MetadataOptions?, MetadataOptions> adds, OptionAlternatives alternatives)
    {
        if (launch.In(world) is not { } reading)
        {
            return null;
        }

        var request = reading.Value;
        var given = launch.Over is { } over ? (request.MetadataOptions ?? new()).With(over) : request.MetadataOptions;
        var options = alternatives.In(given, reading.Open, null, world);
        var (template, inTemplate) = Template(request, reading, options, alternatives, world);
        request = inTemplate is not null && reading.Open.TryGetValue("LaunchTemplateVersion", out var openVersion)
            ? request with { LaunchTemplateVersion = Version(template!, openVersion, world) } : request;
        var version = template?.Version(request.LaunchTemplateVersion);
        var data = version?.Data;
        options = launch.Rest.IsEmpty ? options : alternatives.In(options, launch.Rest, data?.MetadataOptions, world);
        options = adds(options, data?.MetadataOptions).With(options ?? new());
        var open = reading.Open.SetItems((inTemplate?.Open ?? Reading<LaunchTemplate>.Nothing).Where(o => !reading.Open.ContainsKey(o.Key)));
        request = request with
        {
            MetadataOptions = options.IsEmpty ? request.MetadataOptions : options,
            LaunchTemplate = template?.LaunchTemplateId,
            LaunchTemplateVersion = template is null ? null : request.LaunchTemplateVersion,
            Tags = launch.TagsWith(request.Tags, data?.Tags),
            Placement = InRegion(request.Placement),
        };
        var (id, words, unknownImage) = _images.Of(launch, request, data, open, world);
        return new LaunchInWorld(request with { ImageId = id }, template, version, words, open, reading.Refusal ?? inTemplate?.Refusal) { UnknownImage = unknownImage };
    }

    // A template names the zones of the Region that it is for.
    private LaunchPlacement? InRegion(LaunchPlacement? placement) =>
        placement is { AvailabilityZone: { } zone } && !RegionNames.IsZoneOf(_region.Name, zone) ? placement with { AvailabilityZone = null } : placement;

    private (LaunchTemplate? Template, Reading<LaunchTemplate>? Reading) Template(
        RunInstancesRequest request, Reading<RunInstancesRequest> launch, MetadataOptions? options, OptionAlternatives alternatives, World world)
    {
        if (request.LaunchTemplate is not { } name)
        {
            return launch.Open.TryGetValue("LaunchTemplate", out var unknown) ? Stub(unknown.Key, "1", unknown, options, alternatives, world) : (null, null);
        }

        if (!_templates.TryGetValue(name, out var declared) || declared.In(world) is not { } reading)
        {
            var what = new Unknown($"launch template {name}", $"the launch template {name}") { Hint = DescribeTemplates };
            return Stub(name, request.LaunchTemplateVersion, what, options, alternatives, world);
        }

        if (NotHeld(reading, request.LaunchTemplateVersion) is { } older && !launch.Open.ContainsKey("LaunchTemplateVersion"))
        {
            return Stub($"{name} {older.Key}", null, older, options, alternatives, world);
        }

        if (declared.Worlds is null && declared.Open.IsEmpty)
        {
            return (_region.LaunchTemplates.Get(reading.Value.LaunchTemplateId), reading);
        }

        var template = reading.Value with
        {
            Versions = [.. reading.Value.Versions.Select(v => v with { Data = v.Data with { MetadataOptions = alternatives.In(v.Data.MetadataOptions, reading.Open, options, world) } })],
        };
        return (_region.LaunchTemplates.Register(template), reading);
    }

    private static string Version(LaunchTemplate template, Unknown open, World world) => template.Versions is [var only] ? Number(only)
        : world.Choose(open with { Key = open.Key + " version" }, [.. template.Versions.Select(v => new Alternative(Number(v), $"{open.Words} is {Number(v)}"))]);

    private static string Number(LaunchTemplateVersion version) => version.VersionNumber.ToString(CultureInfo.InvariantCulture);

    // A version that EC2 has and the files have not: an older one, or the default among them.
    private static Unknown? NotHeld(Reading<LaunchTemplate> reading, string? version)
    {
        var template = reading.Value;
        return version is null or "" or "$Default" ? reading.Open.GetValueOrDefault(CliTemplates.DefaultVersion)
            : int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number < template.LatestVersionNumber && template.Versions.All(v => v.VersionNumber != number)
                ? new Unknown($"{template.LaunchTemplateId} version {number}", $"version {number} of the launch template {template.LaunchTemplateName}") { Hint = DescribeTemplates }
            : null;
    }

    // A template that no file has: it may say anything.
    private (LaunchTemplate Template, Reading<LaunchTemplate> Reading) Stub(
        string name, string? version, Unknown what, MetadataOptions? options, OptionAlternatives alternatives, World world)
    {
        var open = Reading<LaunchTemplate>.Nothing.Add("MetadataOptions", what).Add("ImageId", new Unknown($"image of {what.Key}", $"the AMI of {what.Words}") { Hint = what.Hint })
            .Add("InstanceType", what).Add("TagKeys", what);
        var number = int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given > 0 ? given : 1;
        var data = new LaunchTemplateData { MetadataOptions = alternatives.In(null, open, options, world) };
        var id = name.StartsWith("lt-", StringComparison.Ordinal) ? name : CliTemplates.MadeUpId(name);
        var template = new LaunchTemplate
        {
            LaunchTemplateId = id,
            LaunchTemplateName = id,
            Versions = [new LaunchTemplateVersion(number, data, null, DateTimeOffset.UnixEpoch)],
            DefaultVersionNumber = number,
        };
        return (_region.LaunchTemplates.Register(template), new Reading<LaunchTemplate>(template) { Open = open });
    }
}
