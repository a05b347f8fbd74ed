using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace FakeImds.Ec2;

/// <summary>The network interfaces of a launched instance: what the launch says, over the default interface.</summary>
internal sealed class LaunchNetwork(Ec2Region region, RunInstancesRequest launch, string instanceId, NetworkInterface model)
{
    private const int SubnetBits = 20;
    private const int VpcBits = 16;

    public ImmutableArray<NetworkInterface> Describe()
    {
        var interfaces = LaunchRules.Of(launch.NetworkInterfaces);
        return interfaces.IsEmpty
            ? [Describe(Primary, 0)]
            : [.. interfaces.OrderBy(static i => i.NetworkCardIndex ?? 0).ThenBy(static i => i.DeviceIndex ?? 0).Select(Describe)];
    }

    /// <summary>The addresses that a launch itself gives: clients from there are the instance's.</summary>
    public static IEnumerable<string> DeclaredAddresses(RunInstancesRequest launch) =>
        LaunchRules.Of(launch.NetworkInterfaces).SelectMany(static i => Given(i).Concat(i.Ipv6Addresses))
            .Concat(launch.PrivateIpAddress is { } address ? [address] : [])
            .Concat(LaunchRules.Of(launch.Ipv6Addresses));

    /// <summary>The names of groups of which the ids are known: an id tells nothing, but that of the default group (docs/fidelity.md#group-names).</summary>
    public static ImmutableArray<string> GroupNames(Ec2Region region, ImmutableArray<string> ids)
    {
        var defaultId = InstanceDefaults.SecurityGroupId(region);
        return [.. ids.Select(i => i == defaultId ? InstanceDefaults.SecurityGroup : i)];
    }

    /// <summary>A host name that holds the instance's id follows it when a description gives another.</summary>
    public static InstanceDescription Renamed(InstanceDescription description, InstanceDescription made)
    {
        if (description.InstanceId == made.InstanceId || description.PrimaryInterface is not { LocalHostname: { } name } primary
            || !name.StartsWith(made.InstanceId + ".", StringComparison.Ordinal))
        {
            return description;
        }

        primary = primary with { LocalHostname = description.InstanceId + name[made.InstanceId.Length..] };
        return description with { NetworkInterfaces = description.NetworkInterfaces.SetItem(0, primary) };
    }

    // Said of the instance, meant for its primary interface.
    private LaunchNetworkInterface Primary => new()
    {
        SubnetId = launch.SubnetId,
        PrivateIpAddress = launch.PrivateIpAddress,
        Ipv6Addresses = LaunchRules.Of(launch.Ipv6Addresses),
        Ipv6AddressCount = launch.Ipv6AddressCount,
        SecurityGroupIds = LaunchRules.Of(launch.SecurityGroupIds),
    };

    private NetworkInterface Describe(LaunchNetworkInterface request, int index)
    {
        var local = Local(request, index);
        var publicIp = (request.AssociatePublicIpAddress ?? index == 0) && !local.IsEmpty && model.Ipv4Associations is [var association, ..] ? association.PublicIp : null;
        var (groupIds, groupNames) = Groups(request.SecurityGroupIds, LaunchRules.Of(launch.SecurityGroups));
        return model with
        {
            DeviceNumber = request.DeviceIndex ?? 0,
            NetworkCard = request.NetworkCardIndex ?? model.NetworkCard,
            Mac = index == 0 ? model.Mac : Next(model.Mac, index),
            InterfaceId = request.NetworkInterfaceId ?? (index == 0 ? model.InterfaceId : Next(model.InterfaceId, index)),
            SubnetId = request.SubnetId ?? model.SubnetId,
            LocalIpv4s = local,
            LocalHostname = local.IsEmpty ? null
                : index == 0 && launch.HostnameType is "resource-name" ? RegionNames.ResourceDns(region.Name, instanceId)
                : RegionNames.PrivateDns(region.Name, local[0]),
            Ipv4Associations = publicIp is null ? [] : [new Ipv4Association(publicIp, local[0])],
            PublicHostname = publicIp is null ? null : model.PublicHostname,
            Ipv6s = IsWithoutAddress(request) ? [] : [.. request.Ipv6Addresses, .. Enumerable.Range(1, request.Ipv6AddressCount ?? 0).Select(i => $"2001:db8:{index:x}::{i:x}")],
            Ipv4Prefixes = request.Ipv4Prefixes,
            Ipv6Prefixes = request.Ipv6Prefixes,
            SecurityGroupIds = groupIds,
            SecurityGroups = groupNames,
            SubnetIpv4CidrBlock = local.IsEmpty ? model.SubnetIpv4CidrBlock : Block(model.SubnetIpv4CidrBlock!, local[0], SubnetBits),
            VpcIpv4CidrBlocks = local.IsEmpty ? model.VpcIpv4CidrBlocks : [Block(model.VpcIpv4CidrBlocks[0], local[0], VpcBits)],
        };
    }

    private static bool IsWithoutAddress(LaunchNetworkInterface request) => request.InterfaceType is "efa-only";

    private static IEnumerable<string> Given(LaunchNetworkInterface request) =>
        (request.PrivateIpAddress is { } address ? [address] : Array.Empty<string>())
            .Concat(request.PrivateIpAddresses.OrderByDescending(static a => a.Primary is true).Select(static a => a.PrivateIpAddress))
            .Distinct(StringComparer.Ordinal);

    private ImmutableArray<string> Local(LaunchNetworkInterface request, int index)
    {
        if (IsWithoutAddress(request))
        {
            return [];
        }

        ImmutableArray<string> given = [.. Given(request)];
        given = given.IsEmpty && model.LocalIpv4s is [var first, ..] ? [index == 0 ? first : Counted(first, index, isOther: true)] : given;
        return request.SecondaryPrivateIpAddressCount is > 0 and var count && !given.IsEmpty
            ? [.. given, .. Enumerable.Range(1, count).Select(i => Counted(given[0], i, isOther: false))]
            : given;
    }

    // A name or an id tells nothing of the other, but for the default group; the id stands for an unknown name (docs/fidelity.md#group-names).
    private (ImmutableArray<string> Ids, ImmutableArray<string> Names) Groups(ImmutableArray<string> ids, ImmutableArray<string> names)
    {
        if (ids.IsEmpty && names.IsEmpty)
        {
            return (model.SecurityGroupIds, model.SecurityGroups);
        }

        var (defaultId, defaultName) = (model.SecurityGroupIds[0], model.SecurityGroups[0]);
        return (
            ids.IsEmpty ? [.. names.Select(n => n == defaultName ? defaultId : region.Account.Ids.Id("sg", $"{region.Name}/{n}", 0))] : ids,
            names.Length == ids.Length || ids.IsEmpty ? names : GroupNames(region, ids));
    }

    // The sizes of a default VPC and its subnets, when the address is not in the block of the default interface.
    private static string Block(string known, string address, int bits)
    {
        var ip = IPAddress.Parse(address);
        if (IPNetwork.Parse(known).Contains(ip))
        {
            return known;
        }

        var bytes = ip.GetAddressBytes();
        for (var bit = bits; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return string.Create(CultureInfo.InvariantCulture, $"{new IPAddress(bytes)}/{bits}");
    }

    // In the other half of the subnet, away from the addresses of other instances' primary interfaces.
    private static string Counted(string address, int index, bool isOther)
    {
        var bytes = IPAddress.Parse(address).GetAddressBytes();
        bytes[2] ^= (byte)(isOther ? 8 : 0);
        bytes[3] = (byte)(bytes[3] + index);
        return new IPAddress(bytes).ToString();
    }

    // The last digits are counted on, so that they differ and stay the same for the same seed.
    private static string Next(string text, int index) =>
        text[..^2] + ((int.Parse(text.AsSpan(text.Length - 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) + index) & 255).ToString("x2", CultureInfo.InvariantCulture);
}
