using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Networks;

/// <summary>The subnets that instances are in.</summary>
internal static class DescribeSubnets
{
    private static readonly FrozenSet<string> s_filters = FilterNames.Subnets.ToFrozenSet(StringComparer.Ordinal);

    public static Answer Run(Ec2Call call)
    {
        var named = NamedItems.Of(call, "SubnetId", KnownNetworks.Subnets(call.Region), static i => i.SubnetId, static id => new Ec2Error("InvalidSubnetID.NotFound", $"The subnet ID '{id}' does not exist"));
        var filters = Filters.Read(call.Parameters);
        var page = Page.Read(call, min: 5, max: 1000);
        call.Proceed();
        var found = filters.Apply(page.Rest(named, static i => i.SubnetId), s_filters, (i, name) => (IEnumerable<string?>)Values(call, i, name), i => call.Region.Tags.Of(i.SubnetId));
        var shown = page.Of(found, static i => i.SubnetId);
        return new Answer(xml =>
        {
            xml.List("subnetSet", shown, (x, i) => Write(x, call, i));
            page.Write(xml);
        });
    }

    // A /20 without the four first addresses and the last.
    private const int AvailableAddresses = 4091;

    private static void Write(Ec2Xml xml, Ec2Call call, KnownSubnet subnet)
    {
        xml.Text("subnetId", subnet.SubnetId)
            .Text("subnetArn", call.Arn("subnet/" + subnet.SubnetId))
            .Text("state", "available")
            .Text("ownerId", call.Account.AccountId)
            .Text("vpcId", subnet.VpcId)
            .Text("cidrBlock", subnet.Ipv4Block)
            .OptionalList("ipv6CidrBlockAssociationSet", subnet.Ipv6Blocks, static (x, block) => x.Text("ipv6CidrBlock", block).Element("ipv6CidrBlockState", static s => s.Text("state", "associated")))
            .Flag("assignIpv6AddressOnCreation", false)
            .Number("availableIpAddressCount", AvailableAddresses)
            .Text("availabilityZone", subnet.Zone)
            .Text("availabilityZoneId", RegionNames.ZoneId(call.Region.Name, subnet.Zone))
            .Flag("defaultForAz", subnet.IsDefault)
            .Flag("mapPublicIpOnLaunch", subnet.IsDefault);
        TagShape.Write(xml, call.Region.Tags.Of(subnet.SubnetId));
        xml.Element("privateDnsNameOptionsOnLaunch", static x => x
            .Text("hostnameType", "ip-name").Flag("enableResourceNameDnsARecord", false).Flag("enableResourceNameDnsAAAARecord", false));
    }

    private static ImmutableArray<string> Values(Ec2Call call, KnownSubnet subnet, string filter) =>
        filter is "ipv6-cidr-block-association.ipv6-cidr-block" ? subnet.Ipv6Blocks
        : Single(call, subnet, filter) is { } value ? [value]
        : [];

    private static string? Single(Ec2Call call, KnownSubnet subnet, string filter) => filter switch
    {
        "availability-zone" => subnet.Zone,
        "availability-zone-id" => RegionNames.ZoneId(call.Region.Name, subnet.Zone),
        "available-ip-address-count" => AvailableAddresses.ToString(CultureInfo.InvariantCulture),
        "cidr-block" => subnet.Ipv4Block,
        "default-for-az" or "map-public-ip-on-launch" => subnet.IsDefault ? "true" : "false",
        "ipv6-native" => subnet.Ipv4Block is null ? "true" : "false",
        "owner-id" => call.Account.AccountId,
        "state" => "available",
        "subnet-arn" => call.Arn("subnet/" + subnet.SubnetId),
        "subnet-id" => subnet.SubnetId,
        "vpc-id" => subnet.VpcId,
        _ => null,
    };
}
