using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>The resources that a launch makes or uses, each with its condition keys (docs/fidelity.md#iam-launch).</summary>
internal sealed class LaunchResources
{
    private const string Run = "ec2:RunInstances";

    private readonly Ec2Region _region;
    private readonly ResolvedLaunch _launch;
    private readonly DecidedMetadataOptions _options;
    private readonly IamCaller _caller;
    private readonly ImmutableHashSet<string> _unknownKeys;
    private readonly string _partition;
    private readonly string _prefix;

    public LaunchResources(Ec2Region region, ResolvedLaunch launch, DecidedMetadataOptions options, IamCaller caller, ImmutableHashSet<string> unknownKeys)
    {
        (_region, _launch, _options, _caller, _unknownKeys) = (region, launch, options, caller, unknownKeys);
        _partition = $"arn:{RegionNames.Partition(region.Name)}:";
        _prefix = $"{_partition}ec2:{region.Name}:{region.Account.AccountId}:";
    }

    private RunInstancesRequest Request => _launch.Request;

    private ImmutableArray<LaunchNetworkInterface> Interfaces => LaunchRules.Of(Request.NetworkInterfaces);

    public IEnumerable<IamRequest> All()
    {
        yield return Instance();
        yield return Image();
        foreach (var network in Interfaces.IsEmpty ? [new LaunchNetworkInterface()] : Interfaces)
        {
            yield return Network(network);
        }

        foreach (var id in Ids(static n => n.SecurityGroupIds, LaunchRules.Of(Request.SecurityGroupIds)))
        {
            yield return Used("security-group", id, "ec2:SecurityGroupID", l => l.SecurityGroupIds ?? l.SecurityGroups ?? (object?)l.NetworkInterfaces);
        }

        foreach (var id in Ids(static n => n.SubnetId is { } subnet ? [subnet] : [], Request.SubnetId is { } one ? [one] : []))
        {
            yield return Zoned(Used("subnet", id, "ec2:SubnetID", l => (l as RunInstancesRequest)?.SubnetId ?? (object?)l.NetworkInterfaces));
        }

        yield return Zoned(OfKind("volume", Run, _prefix + "volume/*", IsOfTemplate(static l => l.BlockDeviceMappings), OtherTags("volume")));
        if (Request.KeyPair is { } key)
        {
            yield return OfKind("key-pair", Run, $"{_prefix}key-pair/{key.Name}", IsOfTemplate(static l => l.KeyPair), IamRequest.NoKeys.With("ec2:KeyPairName", key.Name));
        }

        if (_launch.Template is { } && _unknownKeys.Contains("ec2:LaunchTemplate"))
        {
            yield return WithUnknown(OfKind("launch-template", Run, $"{_prefix}launch-template/*", null, IamRequest.NoKeys)) with { HasUnknownResourceId = true };
        }
        else if (_launch.Template is { } template)
        {
            yield return OfKind("launch-template", Run, $"{_prefix}launch-template/{template.LaunchTemplateId}", null, IamRequest.NoKeys.WithResourceTags(_region.Tags.Of(template.LaunchTemplateId)));
        }

        if (Tags.Count > 0)
        {
            var creation = new IamRequest { Action = "ec2:CreateTags", Resource = _prefix + "instance/*", Caller = _caller, Region = _region.Name, Keys = IamRequest.NoKeys.With("ec2:CreateAction", "RunInstances").WithRequestTags(Tags) };
            yield return WithUnknown(creation);
        }
    }

    private ImmutableSortedDictionary<string, string> Tags => Request.Tags ?? ImmutableSortedDictionary<string, string>.Empty;

    private IamRequest Instance()
    {
        var keys = IamRequest.NoKeys.WithOptions(_options, isLaunch: true)
            .With("ec2:InstanceType", Request.InstanceType)
            .With("ec2:InstanceProfile", Request.InstanceProfile?.Arn)
            .With("ec2:InstanceMarketType", Request.MarketType ?? "on-demand")
            .With("ec2:Tenancy", Request.Placement?.Tenancy)
            .With("ec2:EbsOptimized", Request.OtherParameters.GetValueOrDefault("EbsOptimized"))
            .With("ec2:PlacementGroup", Request.Placement?.GroupName is { } group ? $"{_prefix}placement-group/{group}" : null)
            .WithRequestTags(Tags);
        var instance = Zoned(OfKind("instance", Run, _prefix + "instance/*", null, keys));
        return WithUnknown(Request.Placement is { GroupId: not null, GroupName: null } ? instance with { UnknownKeys = instance.UnknownKeys.Add("ec2:PlacementGroup") } : instance);
    }

    // What the launch leaves open is open also where a default would say something.
    private IamRequest WithUnknown(IamRequest request) => request with
    {
        UnknownKeys = request.UnknownKeys.Union(_unknownKeys),
        Keys = request.Keys.RemoveRange(request.Keys.Keys.Where(k => request with { UnknownKeys = _unknownKeys } is var open && open.IsUnknown(k)).ToArray()),
    };

    private IamRequest Image()
    {
        var image = _launch.Image;
        var isOpen = _unknownKeys.Contains("ec2:ImageID");
        var request = OfKind("image", Run, $"{_partition}ec2:{_region.Name}::image/{(isOpen ? "*" : image.ImageId)}", IsOfTemplate(static l => l.ImageId), IamImageKeys.Of(_region, image));
        request = isOpen ? WithUnknown(request) with { HasUnknownResourceId = true } : request;
        return request with { ResourceOwner = image.OwnerId, UnknownKeys = request.UnknownKeys.Union(IamImageKeys.UnknownOf(_region, image)) };
    }

    private IamRequest Network(LaunchNetworkInterface network)
    {
        var subnet = network.SubnetId ?? Request.SubnetId;
        var keys = OtherTags("network-interface")
            .With("ec2:AssociatePublicIpAddress", network.AssociatePublicIpAddress is { } isPublic ? isPublic ? "true" : "false" : null)
            .With("ec2:NetworkInterfaceID", network.NetworkInterfaceId)
            .With("ec2:Subnet", subnet is null ? null : $"{_prefix}subnet/{subnet}");
        return Zoned(OfKind("network-interface", Run, $"{_prefix}network-interface/{network.NetworkInterfaceId ?? "*"}", IsOfTemplate(static l => l.NetworkInterfaces), keys));
    }

    private IamRequest Used(string kind, string? id, string key, Func<LaunchParameters, object?> member) =>
        OfKind(kind, Run, $"{_prefix}{kind}/{id ?? "*"}", IsOfTemplate(member), IamRequest.NoKeys.With(key, id)) with { HasUnknownResourceId = id is null };

    // One resource for each id; one that nobody tells stands for those that EC2 or a name chooses.
    private string?[] Ids(Func<LaunchNetworkInterface, ImmutableArray<string>> ofInterface, ImmutableArray<string> ofInstance)
    {
        string?[] all = [.. Interfaces.SelectMany(n => ofInterface(n)).Concat(ofInstance).Distinct(StringComparer.Ordinal)];
        return all is [] ? [null] : all;
    }

    private IamRequest Zoned(IamRequest request)
    {
        var keys = request.Keys.With("ec2:AvailabilityZone", Request.Placement?.AvailabilityZone).With("ec2:AvailabilityZoneId", Request.Placement?.AvailabilityZoneId);
        return request with { Keys = keys, UnknownKeys = request.UnknownKeys.Union(["ec2:AvailabilityZone", "ec2:AvailabilityZoneId"]) };
    }

    private IamRequest OfKind(string kind, string action, string resource, bool? isOfTemplate, ImmutableDictionary<string, ImmutableArray<string>> keys)
    {
        var template = _launch.Template;
        var fromTemplate = template is null ? false : isOfTemplate;
        var unknown = IamResourceKeys.UnknownOf(kind);
        return new IamRequest
        {
            Action = action,
            Resource = resource,
            Caller = _caller,
            Region = _region.Name,
            Keys = keys.With("ec2:LaunchTemplate", template is null ? null : $"{_prefix}launch-template/{template.LaunchTemplateId}")
                .With("ec2:IsLaunchTemplateResource", fromTemplate is { } known ? known ? "true" : "false" : null),
            UnknownKeys = fromTemplate is null ? unknown.Add("ec2:IsLaunchTemplateResource") : unknown,
        };
    }

    // Whether the template says it and the request does not; null when neither does (docs/fidelity.md#iam-template-resource).
    private bool? IsOfTemplate(Func<LaunchParameters, object?> member) =>
        member(_launch.Asked) is not null ? false : member(Request) is not null ? true : null;

    // Tags of other resources are kept as they were said; their values are not looked at.
    private ImmutableDictionary<string, ImmutableArray<string>> OtherTags(string kind)
    {
        var others = Request.OtherParameters;
        var at = others.FirstOrDefault(p => p.Value == kind && p.Key.EndsWith(".ResourceType", StringComparison.Ordinal)).Key;
        if (at is null)
        {
            return IamRequest.NoKeys;
        }

        var prefix = at[..^"ResourceType".Length] + "Tag.";
        var tags = others.Where(p => p.Key.StartsWith(prefix, StringComparison.Ordinal) && p.Key.EndsWith(".Key", StringComparison.Ordinal))
            .ToDictionary(static p => p.Value, p => others.GetValueOrDefault(p.Key[..^"Key".Length] + "Value", ""), StringComparer.Ordinal);
        return IamRequest.NoKeys.WithRequestTags(tags);
    }
}
