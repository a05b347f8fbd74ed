using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Instances;

/// <summary>One network interface of a launch request. What it leaves open is as on the default interface.</summary>
internal sealed record InterfaceRequest
{
    public int DeviceIndex { get; private init; }

    private int? NetworkCard { get; init; }

    private string? InterfaceId { get; init; }

    private string? SubnetId { get; init; }

    private bool? PublicAddress { get; init; }

    private IReadOnlyList<string> PrivateAddresses { get; init; } = [];

    private IReadOnlyList<string> Ipv6Addresses { get; init; } = [];

    private int Ipv6Count { get; init; }

    private IReadOnlyList<string> GroupIds { get; init; } = [];

    private IReadOnlyList<string> GroupNames { get; init; } = [];

    /// <summary>The addresses that the request gives.</summary>
    public IEnumerable<IPAddress> DeclaredAddresses => PrivateAddresses.Concat(Ipv6Addresses).Select(IPAddress.Parse);

    public bool IsEmpty => SubnetId is null && PrivateAddresses.Count == 0 && Ipv6Addresses.Count == 0 && Ipv6Count == 0
        && GroupIds.Count == 0 && GroupNames.Count == 0;

    public static InterfaceRequest ReadTopLevel(Parameters parameters) => new()
    {
        SubnetId = parameters.Text("SubnetId"),
        PrivateAddresses = Address(parameters, "PrivateIpAddress", AddressFamily.InterNetwork),
        Ipv6Addresses = [.. parameters.Structures("Ipv6Address").SelectMany(ReadIpv6)],
        Ipv6Count = Count(parameters, "Ipv6AddressCount"),
        GroupIds = parameters.Texts("SecurityGroupId"),
        GroupNames = parameters.Texts("SecurityGroup"),
    };

    public static InterfaceRequest Read(Parameters parameters)
    {
        var request = new InterfaceRequest
        {
            DeviceIndex = parameters.Number("DeviceIndex") ?? 0,
            NetworkCard = parameters.Number("NetworkCardIndex"),
            InterfaceId = parameters.Text("NetworkInterfaceId"),
            SubnetId = parameters.Text("SubnetId"),
            PublicAddress = parameters.Flag("AssociatePublicIpAddress"),
            PrivateAddresses =
            [
                .. Address(parameters, "PrivateIpAddress", AddressFamily.InterNetwork),
                .. parameters.Structures("PrivateIpAddresses").SelectMany(ReadPrivate),
            ],
            Ipv6Addresses = [.. parameters.Structures("Ipv6Addresses").SelectMany(ReadIpv6)],
            Ipv6Count = Count(parameters, "Ipv6AddressCount"),
            GroupIds = parameters.Texts("SecurityGroupId"),
        };
        parameters.Ignore(
            "DeleteOnTermination", "Description", "SecondaryPrivateIpAddressCount", "AssociateCarrierIpAddress", "InterfaceType", "Ipv4Prefix",
            "Ipv4PrefixCount", "Ipv6Prefix", "Ipv6PrefixCount", "PrimaryIpv6", "EnaSrdSpecification", "ConnectionTrackingSpecification", "EnaQueueCount");
        return request;
    }

    /// <summary>The interface, made from the default one.</summary>
    /// <param name="model">The default interface of the instance.</param>
    /// <param name="index">The position among the instance's interfaces; only the first has the default's addresses.</param>
    public NetworkInterface Describe(NetworkInterface model, int index)
    {
        ImmutableArray<string> local = PrivateAddresses.Count > 0 ? [.. PrivateAddresses.Distinct(StringComparer.Ordinal)]
            : index == 0 ? model.LocalIpv4s : [];
        var hasPublic = PublicAddress ?? index == 0;
        var region = model.LocalHostname?.Split('.', 2);
        return model with
        {
            DeviceNumber = DeviceIndex,
            NetworkCard = NetworkCard ?? model.NetworkCard,
            Mac = index == 0 ? model.Mac : NextMac(model.Mac, index),
            InterfaceId = InterfaceId ?? (index == 0 ? model.InterfaceId : Next(model.InterfaceId, index)),
            SubnetId = SubnetId ?? model.SubnetId,
            LocalIpv4s = local,
            LocalHostname = local.IsEmpty || region is not [_, var domain] ? null : $"ip-{local[0].Replace('.', '-')}.{domain}",
            Ipv4Associations = hasPublic && !local.IsEmpty && model.Ipv4Associations is [var association, ..]
                ? [association with { PrivateIp = local[0] }] : [],
            PublicHostname = hasPublic ? model.PublicHostname : null,
            Ipv6s = [.. Ipv6Addresses, .. Enumerable.Range(1, Ipv6Count).Select(i => $"2001:db8:{index:x}::{i:x}")],
            SecurityGroupIds = GroupIds.Count > 0 ? [.. GroupIds] : model.SecurityGroupIds,
            SecurityGroups = GroupNames.Count > 0 ? [.. GroupNames] : GroupIds.Count > 0 ? [.. GroupIds] : model.SecurityGroups,
        };
    }

    private static IEnumerable<string> ReadPrivate(Parameters parameters)
    {
        parameters.Ignore("Primary");
        return Address(parameters, "PrivateIpAddress", AddressFamily.InterNetwork);
    }

    private static IEnumerable<string> ReadIpv6(Parameters parameters)
    {
        parameters.Ignore("IsPrimaryIpv6");
        return Address(parameters, "Ipv6Address", AddressFamily.InterNetworkV6);
    }

    private static IReadOnlyList<string> Address(Parameters parameters, string name, AddressFamily family) =>
        parameters.Text(name) is not { } text ? []
        : IPAddress.TryParse(text, out var address) && address.AddressFamily == family ? [text]
        : throw parameters.Invalid(name, text, "Invalid address");

    private static int Count(Parameters parameters, string name) => parameters.Number(name) switch
    {
        null => 0,
        >= 0 and <= 50 and var count => count,
        { } count => throw parameters.Invalid(name, count.ToString(CultureInfo.InvariantCulture), "Expected a value between 0 and 50."),
    };

    // The last digits are counted on, so that the addresses differ and stay the same for the same seed.
    private static string NextMac(string mac, int index) =>
        mac[..^2] + ((int.Parse(mac.AsSpan(mac.Length - 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) + index) & 255).ToString("x2", CultureInfo.InvariantCulture);

    private static string Next(string id, int index) =>
        id[..^2] + ((int.Parse(id.AsSpan(id.Length - 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) + index) & 255).ToString("x2", CultureInfo.InvariantCulture);
}
