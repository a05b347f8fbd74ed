using FakeImds.Ec2;

namespace FakeImds.Tests.Categories;

/// <summary>How to take from <see cref="Everything"/> the condition of one entry, and of all below it.</summary>
internal static class TreeConditions
{
    private const string Mac = "network/interfaces/macs/{mac}/";

    /// <summary>Not "always" in the file, and yet on every instance: conditions that nobody knows or that are not the instance's.</summary>
    public static IReadOnlySet<string> ServedAlways { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "/{version}/dynamic/fws/",
        "/{version}/dynamic/fws/instance-monitoring",
        "/{version}/dynamic/instance-identity/dsa2048",
        "/{version}/meta-data/metrics/vhostmd",
    };

    private static readonly Dictionary<string, Func<InstanceDescription, InstanceDescription>> s_removals = new(StringComparer.Ordinal)
    {
        ["ancestor-ami-ids"] = d => d with { AncestorAmiIds = [] },
        ["autoscaling/"] = d => d with { TargetLifecycleState = null },
        ["block-device-mapping/ebs{N}"] = d => d with { BlockDevices = d.BlockDevices with { Ebs = [] } },
        ["block-device-mapping/ephemeral{N}"] = d => d with { BlockDevices = d.BlockDevices with { Ephemeral = [] } },
        ["block-device-mapping/swap"] = d => d with { BlockDevices = d.BlockDevices with { Swap = null } },
        ["elastic-gpus/"] = d => d with { ElasticGpus = d.ElasticGpus.Clear() },
        ["elastic-inference/"] = d => d with { ElasticInference = d.ElasticInference.Clear() },
        ["events/recommendations/"] = d => d with { RebalanceNoticeTime = null },
        ["hibernation/"] = d => d with { HibernationConfigured = null },
        ["iam/"] = d => d with { InstanceProfile = null },
        ["iam/security-credentials/"] = d => d with { InstanceProfile = d.InstanceProfile! with { RoleName = null } },
        ["ipv6"] = Interface(n => n with { Ipv6s = [] }),
        ["kernel-id"] = d => d with { KernelId = null },
        ["local-ipv4"] = Interface(n => n with { LocalIpv4s = [] }),
        ["managed-ssh-keys/"] = d => d with { ManagedSshKeys = null },
        ["managed-ssh-keys/active-keys/"] = d => d with { ManagedSshKeys = d.ManagedSshKeys! with { ActiveKeys = d.ManagedSshKeys.ActiveKeys.Clear() } },
        ["managed-ssh-keys/signer-ocsp/"] = d => d with { ManagedSshKeys = d.ManagedSshKeys! with { SignerOcsp = d.ManagedSshKeys.SignerOcsp.Clear() } },
        [Mac] = d => d with { NetworkInterfaces = [] },
        [Mac + "ipv4-associations/"] = Interface(n => n with { Ipv4Associations = [] }),
        [Mac + "ipv4-prefix"] = Interface(n => n with { Ipv4Prefixes = [] }),
        [Mac + "ipv6-prefix"] = Interface(n => n with { Ipv6Prefixes = [] }),
        [Mac + "ipv6s"] = Interface(n => n with { Ipv6s = [] }),
        [Mac + "local-hostname"] = Interface(n => n with { LocalHostname = null }),
        [Mac + "local-ipv4s"] = Interface(n => n with { LocalIpv4s = [] }),
        [Mac + "network-card"] = Interface(n => n with { NetworkCard = null }),
        [Mac + "public-hostname"] = Interface(n => n with { PublicHostname = null }),
        [Mac + "public-ipv4s"] = Interface(n => n with { Ipv4Associations = [] }),
        [Mac + "subnet-ipv4-cidr-block"] = Interface(n => n with { SubnetIpv4CidrBlock = null }),
        [Mac + "subnet-ipv6-cidr-blocks"] = Interface(n => n with { SubnetIpv6CidrBlocks = [] }),
        [Mac + "vpc-ipv6-cidr-blocks"] = Interface(n => n with { VpcIpv6CidrBlocks = [] }),
        ["placement/group-name"] = d => d with { Placement = d.Placement with { GroupName = null } },
        ["placement/host-id"] = d => d with { Placement = d.Placement with { HostId = null } },
        ["placement/partition-number"] = d => d with { Placement = d.Placement with { PartitionNumber = null } },
        ["product-codes"] = d => d with { ProductCodes = [] },
        ["public-hostname"] = Interface(n => n with { PublicHostname = null }),
        ["public-ipv4"] = Interface(n => n with { Ipv4Associations = [] }),
        ["public-keys/"] = d => d with { KeyPair = null },
        ["ramdisk-id"] = d => d with { RamdiskId = null },
        ["spot/"] = d => d with { SpotInterruption = null },
        ["spot/termination-time"] = d => d with { SpotInterruption = d.SpotInterruption! with { Action = "stop" } },
        ["tags/"] = d => d,
        ["tags/instance/{key}"] = d => d with { Tags = d.Tags.Remove(Everything.TagKey).Add("Other", "") },
    };

    /// <summary>What takes an entry away; null for one that is always there. Tags go with the option, not with the description.</summary>
    public static Func<InstanceDescription, InstanceDescription>? Removal(TreeEntry entry, out bool tags)
    {
        tags = true;
        if (entry.Path == "/{version}/user-data")
        {
            return d => d with { UserData = [] };
        }

        const string metaData = "/{version}/meta-data/";
        if (!entry.Path.StartsWith(metaData, StringComparison.Ordinal) || entry.Condition.StartsWith("always", StringComparison.Ordinal))
        {
            return null;
        }

        var below = entry.Path[metaData.Length..];
        var nearest = s_removals.Keys.Where(key => key == below || (key.EndsWith('/') && below.StartsWith(key, StringComparison.Ordinal))).MaxBy(key => key.Length);
        tags = nearest != "tags/";
        return nearest is null ? null : s_removals[nearest];
    }

    private static Func<InstanceDescription, InstanceDescription> Interface(Func<NetworkInterface, NetworkInterface> change) =>
        d => d with { NetworkInterfaces = [change(d.PrimaryInterface!)] };
}
