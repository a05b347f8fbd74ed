using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FakeImds.Ec2;

/// <summary>What EC2 refuses of a launch once request and template are one, apart from the metadata options.</summary>
internal static class LaunchRules
{
    private const int MaxAddresses = 50;

    private static readonly string[] s_marketTypes = ["spot", "capacity-block", "interruptible-capacity-reservation"];
    private static readonly string[] s_hostnameTypes = ["ip-name", "resource-name"];
    private static readonly string[] s_tenancies = ["default", "dedicated", "host"];

    public static Ec2Error? Check(RunInstancesRequest launch) =>
        Word("InstanceMarketOptions.MarketType", launch.MarketType, s_marketTypes)
        ?? Word("PrivateDnsNameOptions.HostnameType", launch.HostnameType, s_hostnameTypes)
        ?? Word("Placement.Tenancy", launch.Placement?.Tenancy, s_tenancies)
        ?? Address("PrivateIpAddress", launch.PrivateIpAddress, AddressFamily.InterNetwork)
        ?? Addresses("Ipv6Address", Of(launch.Ipv6Addresses), AddressFamily.InterNetworkV6)
        ?? Count("Ipv6AddressCount", launch.Ipv6AddressCount)
        ?? Together(launch)
        ?? Of(launch.NetworkInterfaces).Select(Check).FirstOrDefault(static e => e is not null)
        ?? Indices(Of(launch.NetworkInterfaces));

    public static ImmutableArray<T> Of<T>(ImmutableArray<T>? list) => list is { IsDefault: false } given ? given : [];

    private static Ec2Error? Check(LaunchNetworkInterface network) =>
        Address("NetworkInterface.PrivateIpAddress", network.PrivateIpAddress, AddressFamily.InterNetwork)
        ?? Addresses("NetworkInterface.PrivateIpAddresses", Of<LaunchPrivateAddress>(network.PrivateIpAddresses).Select(static a => a.PrivateIpAddress), AddressFamily.InterNetwork)
        ?? Addresses("NetworkInterface.Ipv6Addresses", Of<string>(network.Ipv6Addresses), AddressFamily.InterNetworkV6)
        ?? Count("NetworkInterface.Ipv6AddressCount", network.Ipv6AddressCount)
        ?? Count("NetworkInterface.SecondaryPrivateIpAddressCount", network.SecondaryPrivateIpAddressCount);

    private static Ec2Error? Together(RunInstancesRequest launch) =>
        Of(launch.NetworkInterfaces).IsEmpty ? null
        : launch.SubnetId is not null ? NotTogether("subnet ID")
        : launch.PrivateIpAddress is not null || !Of(launch.Ipv6Addresses).IsEmpty || launch.Ipv6AddressCount > 0 ? NotTogether("private address")
        : !Of(launch.SecurityGroupIds).IsEmpty || !Of(launch.SecurityGroups).IsEmpty ? NotTogether("security groups")
        : null;

    private static Ec2Error NotTogether(string what) => new(
        "InvalidParameterCombination", $"Network interfaces and an instance-level {what} may not be specified on the same request");

    private static Ec2Error? Indices(ImmutableArray<LaunchNetworkInterface> interfaces) =>
        interfaces.Select(static i => (i.NetworkCardIndex ?? 0, i.DeviceIndex ?? 0)).Distinct().Count() == interfaces.Length ? null
        : Ec2Errors.InvalidParameter("NetworkInterface.N.DeviceIndex", "", "Each interface must have another device index.");

    private static Ec2Error? Word(string name, string? value, string[] allowed) =>
        value is null || allowed.Contains(value) ? null : Ec2Errors.InvalidParameter(name, value, $"Valid values are: {string.Join(", ", allowed)}.");

    private static Ec2Error? Count(string name, int? count) =>
        count is null or (>= 0 and <= MaxAddresses) ? null
        : Ec2Errors.InvalidParameter(name, count.Value.ToString(CultureInfo.InvariantCulture), $"Expected a value between 0 and {MaxAddresses}.");

    private static Ec2Error? Addresses(string name, IEnumerable<string> addresses, AddressFamily family) =>
        addresses.Select(a => Address(name, a, family)).FirstOrDefault(static e => e is not null);

    private static Ec2Error? Address(string name, string? text, AddressFamily family) =>
        text is null || (IPAddress.TryParse(text, out var address) && address.AddressFamily == family && (family is not AddressFamily.InterNetwork || address.ToString() == text)) ? null
        : Ec2Errors.InvalidParameter(name, text, "Invalid address");
}
