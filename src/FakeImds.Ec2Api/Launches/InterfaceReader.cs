using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Launches;

/// <summary>Reads <c>NetworkInterface.N</c> of a launch.</summary>
internal static class InterfaceReader
{
    public static LaunchNetworkInterface Read(Parameters parameters)
    {
        var others = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var network = new LaunchNetworkInterface
        {
            DeviceIndex = parameters.Number("DeviceIndex"),
            NetworkCardIndex = parameters.Number("NetworkCardIndex"),
            NetworkInterfaceId = parameters.Text("NetworkInterfaceId"),
            InterfaceType = parameters.Text("InterfaceType"),
            SubnetId = parameters.Text("SubnetId"),
            AssociatePublicIpAddress = parameters.Flag("AssociatePublicIpAddress"),
            PrivateIpAddress = parameters.Text("PrivateIpAddress"),
            PrivateIpAddresses = [.. parameters.Structures("PrivateIpAddresses").Select(static a => new LaunchPrivateAddress(a.Required("PrivateIpAddress"), a.Flag("Primary")))],
            SecondaryPrivateIpAddressCount = parameters.Number("SecondaryPrivateIpAddressCount"),
            Ipv6Addresses = Ipv6(parameters, "Ipv6Addresses") ?? [],
            Ipv6AddressCount = parameters.Number("Ipv6AddressCount"),
            Ipv4Prefixes = [.. parameters.Structures("Ipv4Prefix").Select(static p => p.Required("Ipv4Prefix"))],
            Ipv6Prefixes = [.. parameters.Structures("Ipv6Prefix").Select(static p => p.Required("Ipv6Prefix"))],
            SecurityGroupIds = [.. parameters.Texts("SecurityGroupId")],
        };
        parameters.Keep(
            others, "",
            "DeleteOnTermination", "Description", "AssociateCarrierIpAddress", "Ipv4PrefixCount", "Ipv6PrefixCount", "PrimaryIpv6", "EnaSrdSpecification",
            "ConnectionTrackingSpecification", "EnaQueueCount");
        return network with { OtherParameters = others.ToImmutable() };
    }

    /// <summary>A list of IPv6 addresses; null when it is absent.</summary>
    public static ImmutableArray<string>? Ipv6(Parameters parameters, string name)
    {
        var addresses = parameters.Structures(name);
        foreach (var address in addresses)
        {
            address.Ignore("IsPrimaryIpv6");
        }

        return addresses.Count == 0 ? null : [.. addresses.Select(static a => a.Required("Ipv6Address"))];
    }
}
