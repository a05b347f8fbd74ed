using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>All that EC2 asks the policies about one launch (docs/fidelity.md#iam-launch).</summary>
internal static class LaunchAuthorization
{
    private const string RunInstances = "RunInstances";

    // What every launch creates or uses, besides the instance itself.
    private static readonly string[] s_parts = ["network-interface/*", "security-group/*", "subnet/*", "volume/*"];

    /// <summary>The decision of the first resource that is denied, or that all are allowed.</summary>
    public static IamDecision Decide(
        Ec2Region region, ResolvedLaunch launch, DecidedMetadataOptions options, IamCaller caller)
    {
        var (request, template, image, _, _) = launch;
        var account = region.Account;
        var prefix = $"arn:{RegionNames.Partition(region.Name)}:ec2:{region.Name}:{account.AccountId}:";
        var common = IamRequest.NoKeys
            .With("ec2:LaunchTemplate", template is null ? null : $"{prefix}launch-template/{template.LaunchTemplateId}")
            .With("ec2:IsLaunchTemplateResource", template is null ? null : "false");
        var tags = request.Tags ?? ImmutableSortedDictionary<string, string>.Empty;
        var instance = common.WithOptions(options, isLaunch: true)
            .With("ec2:InstanceType", request.InstanceType ?? InstanceDefaults.InstanceType)
            .With("ec2:AvailabilityZone", InstanceDefaults.Zone(region.Name, request.Placement))
            .With("ec2:InstanceProfile", request.InstanceProfile?.Arn)
            .WithRequestTags(tags);
        List<(string Action, string Resource, ImmutableDictionary<string, ImmutableArray<string>> Keys)> all =
        [
            (RunInstances, prefix + "instance/*", instance),
            (RunInstances, $"arn:{RegionNames.Partition(region.Name)}:ec2:{region.Name}::image/{image.ImageId}", common.With("ec2:ImageID", image.ImageId).WithResourceTags(region.Tags.Of(image.ImageId))),
            .. s_parts.Select(p => (RunInstances, prefix + p, common)),
        ];
        if (request.KeyPair is { } key)
        {
            all.Add((RunInstances, $"{prefix}key-pair/{key.Name}", common.With("ec2:KeyPairName", key.Name)));
        }

        if (template is not null)
        {
            all.Add((RunInstances, $"{prefix}launch-template/{template.LaunchTemplateId}", common.WithResourceTags(region.Tags.Of(template.LaunchTemplateId))));
        }

        if (tags.Count > 0)
        {
            all.Add(("CreateTags", prefix + "instance/*", IamRequest.NoKeys.With("ec2:CreateAction", RunInstances).WithRequestTags(tags)));
        }

        return all
            .Select(a => account.Policies.Evaluate(new IamRequest { Action = "ec2:" + a.Action, Resource = a.Resource, Caller = caller, Region = region.Name, Keys = a.Keys }))
            .FirstOrDefault(static d => !d.IsAllowed) ?? IamDecision.Allowed;
    }
}
