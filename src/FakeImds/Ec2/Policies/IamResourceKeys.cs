using System.Collections.Frozen;
using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>The condition keys that EC2 fills for a kind of resource and that nobody tells FakeImds (docs/fidelity.md#iam-keys).</summary>
internal static class IamResourceKeys
{
    private static readonly FrozenDictionary<string, ImmutableHashSet<string>> s_unknown = new Dictionary<string, string>
    {
        ["instance"] = "ec2:InstanceType ec2:EbsOptimized ec2:Tenancy ec2:RootDeviceType ec2:ProductCode ec2:InstanceAutoRecovery ec2:InstanceBandwidthWeighting ec2:CpuOptionsAmdSevSnp",
        ["image"] = "ec2:ImageType ec2:RootDeviceType",
        ["network-interface"] = "ec2:AssociatePublicIpAddress ec2:Subnet ec2:Vpc ec2:AuthorizedService ec2:AuthorizedUser",
        ["security-group"] = "ec2:SecurityGroupID ec2:Vpc aws:ResourceTag/ ec2:ResourceTag/",
        ["subnet"] = "ec2:SubnetID ec2:Vpc aws:ResourceTag/ ec2:ResourceTag/",
        ["volume"] = "ec2:Encrypted ec2:KmsKeyId ec2:ParentSnapshot ec2:VolumeIops ec2:VolumeSize ec2:VolumeThroughput ec2:VolumeType ec2:VolumeInitializationRate",
        ["key-pair"] = "ec2:KeyPairType aws:ResourceTag/ ec2:ResourceTag/",
    }.ToFrozenDictionary(static k => k.Key, static k => IamRequest.NoUnknownKeys.Union(k.Value.Split(' ')), StringComparer.Ordinal);

    /// <param name="kind">Such as <c>instance</c>: the resource part of an ARN before its slash.</param>
    public static ImmutableHashSet<string> UnknownOf(string kind) => s_unknown.GetValueOrDefault(kind) ?? IamRequest.NoUnknownKeys;

    /// <summary>The same by the ARN of a resource.</summary>
    public static ImmutableHashSet<string> UnknownOfArn(string arn) =>
        arn.LastIndexOf(':') is var colon && arn.IndexOf('/', colon + 1) is >= 0 and var slash ? UnknownOf(arn[(colon + 1)..slash]) : IamRequest.NoUnknownKeys;
}
