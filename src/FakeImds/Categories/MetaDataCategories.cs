using System.Collections.Immutable;
using FakeImds.Ec2;
using static FakeImds.Categories.Entries;

namespace FakeImds.Categories;

/// <summary><c>meta-data/</c>: every entry with the version that first shows it and the condition under which it exists.</summary>
internal static class MetaDataCategories
{
    // The same for every instance, and shared by them.
    private static readonly Category? s_metrics =
        Dir("metrics", "2011-05-01", Leaf("vhostmd", "2011-05-01", """<?xml version="1.0" encoding="UTF-8"?>"""));

    private static readonly Category? s_usualServices = ServicesOf("us-east-1");

    public static Category? MetaData(InstanceSnapshot snapshot, SeededIds ids)
    {
        var d = snapshot.Description;
        var primary = d.PrimaryInterface;
        return Dir(
            "meta-data", Always,
            Leaf("ami-id", "1.0", d.ImageId),
            Leaf("ami-launch-index", "1.0", d.AmiLaunchIndex),
            Leaf("ami-manifest-path", "1.0", d.AmiManifestPath),
            Lines("ancestor-ami-ids", "2007-10-10", d.AncestorAmiIds),
            Dir("autoscaling", "2021-07-15", Leaf("target-lifecycle-state", "2021-07-15", d.TargetLifecycleState)),
            BlockDevices(d.BlockDevices),
            Associations("elastic-gpus", "2016-11-30", d.ElasticGpus),
            Associations("elastic-inference", "2018-11-29", d.ElasticInference),
            EventCategories.Events(d),
            Dir("hibernation", Always, Leaf("configured", Always, d.HibernationConfigured is { } on ? on ? "true" : "false" : null)),
            Leaf("hostname", "1.0", primary?.LocalHostname),
            IamCategories.Iam(snapshot, ids),
            IamCategories.IdentityCredentials(snapshot, ids),
            Leaf("instance-action", "2008-09-01", d.InstanceAction),
            Leaf("instance-id", "1.0", d.InstanceId),
            Leaf("instance-life-cycle", "2019-10-01", d.InstanceLifeCycle),
            Leaf("instance-type", "2007-08-29", d.InstanceType),
            Leaf("ipv6", "2021-01-03", primary?.Ipv6s.FirstOrDefault()),
            Leaf("kernel-id", "2008-02-01", d.KernelId),
            Leaf("local-hostname", "2007-01-19", primary?.LocalHostname),
            Leaf("local-ipv4", "1.0", primary?.LocalIpv4s.FirstOrDefault()),
            Leaf("mac", "2011-01-01", primary?.Mac),
            ManagedKeys(d.ManagedSshKeys),
            s_metrics,
            NetworkCategories.Network(d),
            PlacementOf(d.Placement),
            Lines("product-codes", "2007-03-01", d.ProductCodes),
            Leaf("profile", Always, d.Profile),
            Leaf("public-hostname", "2007-01-19", primary?.PublicHostname),
            Leaf("public-ipv4", "2007-01-19", primary?.Ipv4Associations.FirstOrDefault()?.PublicIp),
            PublicKeys(d.KeyPair),
            Leaf("ramdisk-id", "2007-10-10", d.RamdiskId),
            Leaf("reservation-id", "1.0", d.ReservationId),
            Lines("security-groups", "1.0", d.SecurityGroups),
            Services(d.Placement.Region),
            EventCategories.Spot(d),
            Leaf("system", "2022-09-24", d.System),
            Tags(snapshot));
    }

    private static Category? BlockDevices(BlockDeviceMapping devices) => Dir(
        "block-device-mapping", "2007-12-15",
        [
            Leaf("ami", "2007-12-15", devices.Ami),
            Leaf("root", "2007-12-15", devices.Root),
            Leaf("swap", "2007-12-15", devices.Swap),
            .. devices.Ebs.Select(static (device, i) => Leaf(FormattableString.Invariant($"ebs{i + 1}"), "2007-12-15", device)),
            .. devices.Ephemeral.Select(static (device, i) => Leaf(FormattableString.Invariant($"ephemeral{i}"), "2007-12-15", device)),
        ]);

    private static Category? Services(string region) => RegionNames.Partition(region) is "aws" ? s_usualServices : ServicesOf(region);

    private static Category? ServicesOf(string region) => Dir(
        "services", "2014-02-25",
        Leaf("domain", "2014-02-25", RegionNames.Domain(region)),
        Leaf("partition", "2015-10-20", RegionNames.Partition(region)));

    private static Category? PlacementOf(Placement placement) => Dir(
        "placement", "2008-02-01",
        Leaf("availability-zone", "2008-02-01", placement.AvailabilityZone),
        Leaf("availability-zone-id", "2019-10-01", placement.AvailabilityZoneId),
        Leaf("group-name", "2020-08-24", placement.GroupName),
        Leaf("host-id", "2020-08-24", placement.HostId),
        Leaf("partition-number", "2020-08-24", placement.PartitionNumber),
        Leaf("region", "2020-08-24", placement.Region));

    // The one leaf that ends with a line end (docs/fidelity.md#public-keys).
    private static Category? PublicKeys(KeyPair? key) => key is null ? null : Dir(
        "public-keys", "1.0",
        DirListedAs("0", "0=" + key.Name, "1.0", Leaf("openssh-key", "1.0", key.OpenSshKey.TrimEnd('\r', '\n') + "\n")));

    private static Category? ManagedKeys(ManagedSshKeys? keys) => keys is null ? null : Dir(
        "managed-ssh-keys", Always,
        Dir("active-keys", Always, Leaves(keys.ActiveKeys, Always)),
        Leaf("signer-cert", Always, keys.SignerCert),
        Dir("signer-ocsp", Always, Leaves(keys.SignerOcsp, Always)));

    private static Category? Associations(string name, string since, ImmutableSortedDictionary<string, string> byId) =>
        Dir(name, since, Dir("associations", since, Leaves(byId, since)));

    private static Category? Tags(InstanceSnapshot snapshot) =>
        snapshot.MetadataOptions.InstanceMetadataTags.Value is not OptionState.Enabled ? null : Dir(
            "tags", "2021-03-23",
            Dir("instance", "2021-03-23", Leaves(snapshot.Description.Tags, "2021-03-23")));

    private static List<Category?> Leaves(ImmutableSortedDictionary<string, string> values, string since) =>
        [.. values.Select(pair => Leaf(pair.Key, since, pair.Value))];
}
