using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Networks;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;
using FakeImds.Ec2Api.Volumes;

namespace FakeImds.Ec2Api.Instances;

/// <summary>An instance in replies.</summary>
internal static class InstanceShape
{
    public const string PlatformDetails = "Linux/UNIX";
    public const string UserShutdown = "Client.UserInitiatedShutdown";
    public const string UserShutdownMessage = "Client.UserInitiatedShutdown: User initiated shutdown";

    /// <param name="xml">Where to.</param>
    /// <param name="call">The call that it is a reply to.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="isLaunch">True in the reply of RunInstances, which always says <c>pending</c> (docs/fidelity.md#pending).</param>
    public static void Write(Ec2Xml xml, Ec2Call call, Ec2Instance instance, bool isLaunch)
    {
        var d = instance.Snapshot.Description;
        var state = isLaunch ? InstanceState.Pending : instance.State;
        var options = instance.MetadataOptions;
        var network = state is InstanceState.Terminated ? null : d.PrimaryInterface;
        xml.Text("instanceId", d.InstanceId)
            .Text("imageId", d.ImageId)
            .Element("instanceState", x => InstanceStates.Write(x, state))
            .Text("privateDnsName", network?.LocalHostname ?? "")
            .Text("dnsName", network?.PublicHostname ?? "")
            .Text("reason", Reason(state))
            .Text("keyName", d.KeyPair?.Name)
            .Number("amiLaunchIndex", d.AmiLaunchIndex)
            .List("productCodes", d.ProductCodes, static (x, c) => x.Text("productCode", c).Text("type", "marketplace"))
            .Text("instanceType", d.InstanceType)
            .Time("launchTime", d.LaunchTime)
            .Element("placement", x => Placement(x, d.Placement))
            .Text("kernelId", d.KernelId)
            .Text("ramdiskId", d.RamdiskId)
            .Element("monitoring", x => x.Text("state", d.Monitoring ? "enabled" : "disabled"))
            .Text("subnetId", network?.SubnetId)
            .Text("vpcId", network?.VpcId)
            .Text("privateIpAddress", network?.LocalIpv4s is [var address, ..] ? address : null)
            .Text("ipAddress", network?.Ipv4Associations is [var association, ..] ? association.PublicIp : null)
            .Text("ipv6Address", network?.Ipv6s is [var ipv6, ..] ? ipv6 : null)
            .Flag("sourceDestCheck", network is null ? null : instance.Attributes.SourceDestCheck);
        NetworkInterfaceShape.WriteGroups(xml, network);
        xml.Text("architecture", d.Architecture)
            .Text("rootDeviceType", "ebs")
            .Text("rootDeviceName", d.BlockDevices.Root);
        WriteVolumes(xml, instance);
        xml.Text("virtualizationType", "hvm")
            .Text("instanceLifecycle", d.InstanceLifeCycle is "on-demand" ? null : d.InstanceLifeCycle)
            .Text("spotInstanceRequestId", instance.SpotRequestId)
            .Text("clientToken", instance.ClientToken ?? "");
        TagShape.Write(xml, Tags(call, instance));
        xml.Text("hypervisor", "xen")
            .List("networkInterfaceSet", state is InstanceState.Terminated ? [] : d.NetworkInterfaces, (x, n) => NetworkInterfaceShape.Write(x, n, instance))
            .Flag("ebsOptimized", instance.Attributes.EbsOptimized)
            .Flag("enaSupport", true);
        if (d.InstanceProfile is { } profile)
        {
            xml.Element("iamInstanceProfile", x => x.Text("arn", profile.Arn).Text("id", profile.Id));
        }

        StateReason(xml, state);
        xml.Element("hibernationOptions", x => x.Flag("configured", d.HibernationConfigured is true))
            .Element("metadataOptions", x => MetadataOptionsShape.Write(x, isLaunch ? options with { State = MetadataOptionsState.Pending } : options))
            .Element("privateDnsNameOptions", x => x.Text("hostnameType", HostnameType(d)))
            .Element("enclaveOptions", static x => x.Flag("enabled", false))
            .Text("platformDetails", PlatformDetails)
            .Text("usageOperation", "RunInstances")
            .Text("currentInstanceBootMode", "legacy-bios");
    }

    public static void WriteVolumes(Ec2Xml xml, Ec2Instance instance) => xml.List(
        "blockDeviceMapping",
        AttachedVolume.Of(instance),
        static (x, v) => x.Text("deviceName", v.Device).Element("ebs", e => e
            .Text("volumeId", v.VolumeId).Text("status", "attached").Time("attachTime", v.Instance.Snapshot.Description.LaunchTime).Flag("deleteOnTermination", true)));

    private static ImmutableSortedDictionary<string, string> Tags(Ec2Call call, Ec2Instance instance)
    {
        var tags = instance.Snapshot.Description.Tags;
        var sources = string.Join(' ', call.Settings.SourceAddresses(instance));
        tags = sources.Length > 0 ? tags.SetItem(MetadataEndpointTag.SourceKey, sources) : tags;
        return call.Settings.MetadataEndpoint(instance) is { } address ? tags.SetItem(MetadataEndpointTag.Key, address) : tags;
    }

    public static string HostnameType(InstanceDescription d) =>
        d.PrimaryInterface?.LocalHostname?.StartsWith(d.InstanceId + ".", StringComparison.Ordinal) is true ? "resource-name" : "ip-name";

    private static void Placement(Ec2Xml xml, Placement placement) => xml
        .Text("availabilityZone", placement.AvailabilityZone)
        .Text("availabilityZoneId", placement.AvailabilityZoneId)
        .Text("groupName", placement.GroupName ?? "")
        .Text("hostId", placement.HostId)
        .Number("partitionNumber", placement.PartitionNumber)
        .Text("tenancy", Tenancy(placement))
        .Text("affinity", placement.Affinity);

    public static string Tenancy(Placement placement) => placement.Tenancy ?? (placement.HostId is null ? "default" : "host");

    private static string Reason(InstanceState state) => IsByUser(state) ? "User initiated" : "";

    private static void StateReason(Ec2Xml xml, InstanceState state)
    {
        if (IsByUser(state))
        {
            xml.Element("stateReason", static x => x
                .Text("code", UserShutdown)
                .Text("message", UserShutdownMessage));
        }
    }

    public static bool IsByUser(InstanceState state) => state is not (InstanceState.Pending or InstanceState.Running);
}
