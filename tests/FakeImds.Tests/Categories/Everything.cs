using System.Collections.Immutable;
using FakeImds.Ec2;

namespace FakeImds.Tests.Categories;

/// <summary>An instance that fulfils the condition of every entry of the tree at once. No real one could.</summary>
internal static class Everything
{
    public const string Role = "fakeimds-role";
    public const string Gpu = "egpu-0123456789abcdef0";
    public const string Accelerator = "eia-0123456789abcdef0";
    public const string Ocsp = "a9993e364706816aba3e25717850c26c9cd0d89d";
    public const string User = "ec2-user";
    public const string TagKey = "Name";

    public static InstanceDescription Of(InstanceDescription d) => d with
    {
        UserData = [.. "#!/bin/sh\n"u8],
        AncestorAmiIds = ["ami-00000000000000001"],
        TargetLifecycleState = "InService",
        BlockDevices = d.BlockDevices with { Ebs = ["sdb"], Ephemeral = ["sdc"], Swap = "sda3" },
        ElasticGpus = d.ElasticGpus.Add(Gpu, "{}"),
        ElasticInference = d.ElasticInference.Add(Accelerator, "{}"),
        RebalanceNoticeTime = MetadataReader.Launch,
        HibernationConfigured = true,
        KernelId = "aki-00000001",
        RamdiskId = "ari-00000001",
        ManagedSshKeys = new ManagedSshKeys
        {
            SignerCert = "-----BEGIN CERTIFICATE-----",
            SignerOcsp = Texts((Ocsp, "MIIB")),
            ActiveKeys = Texts((User, "#Timestamp=1")),
        },
        NetworkInterfaces =
        [
            d.PrimaryInterface! with
            {
                Ipv6s = ["2600:1f16:b80:ad00::5"],
                Ipv4Prefixes = ["172.31.1.16/28"],
                Ipv6Prefixes = ["2600:1f16:b80:ad00:1::/80"],
                NetworkCard = 0,
                SubnetIpv6CidrBlocks = ["2600:1f16:b80:ad00::/64"],
                VpcIpv6CidrBlocks = ["2600:1f16:b80:ad00::/56"],
            },
        ],
        Placement = d.Placement with { GroupName = "group", HostId = "h-0123456789abcdef0", PartitionNumber = 3 },
        ProductCodes = ["3iplms73etrdhxdepv72l6ywj"],
        SpotInterruption = new SpotInterruption("terminate", MetadataReader.Launch.AddMinutes(2)),
        Tags = Texts((TagKey, "web")),
    };

    public static ImmutableSortedDictionary<string, string> Texts(params (string Key, string Value)[] pairs) =>
        pairs.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
}
