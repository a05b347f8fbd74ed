using System.Collections.Frozen;
using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Networks;

/// <summary>The VPCs that instances are in.</summary>
internal static class DescribeVpcs
{
    private static readonly FrozenSet<string> s_filters = FilterNames.Vpcs.ToFrozenSet(StringComparer.Ordinal);

    public static Answer Run(Ec2Call call)
    {
        var named = NamedItems.Of(call, "VpcId", KnownNetworks.Vpcs(call.Region), static i => i.VpcId, static id => new Ec2Error("InvalidVpcID.NotFound", $"The vpc ID '{id}' does not exist"));
        var filters = Filters.Read(call.Parameters);
        var page = Page.Read(call, min: 5, max: 1000);
        call.Proceed();
        var found = filters.Apply(page.Rest(named, static i => i.VpcId), s_filters, (i, name) => (IEnumerable<string?>)Values(call, i, name), i => call.Region.Tags.Of(i.VpcId));
        var shown = page.Of(found, static i => i.VpcId);
        return new Answer(xml =>
        {
            xml.List("vpcSet", shown, (x, i) => Write(x, call, i));
            page.Write(xml);
        });
    }

    private static void Write(Ec2Xml xml, Ec2Call call, KnownVpc vpc)
    {
        xml.Text("vpcId", vpc.VpcId)
            .Text("ownerId", call.Account.AccountId)
            .Text("state", "available")
            .Text("cidrBlock", vpc.Ipv4Blocks is [var first, ..] ? first : null)
            .List("cidrBlockAssociationSet", vpc.Ipv4Blocks, static (x, block) => x.Text("cidrBlock", block).Element("cidrBlockState", static s => s.Text("state", "associated")))
            .OptionalList("ipv6CidrBlockAssociationSet", vpc.Ipv6Blocks, static (x, block) => x.Text("ipv6CidrBlock", block).Element("ipv6CidrBlockState", static s => s.Text("state", "associated")))
            .Text("instanceTenancy", "default");
        TagShape.Write(xml, call.Region.Tags.Of(vpc.VpcId));
        xml.Flag("isDefault", vpc.IsDefault);
    }

    private static ImmutableArray<string> Values(Ec2Call call, KnownVpc vpc, string filter) => filter switch
    {
        "cidr-block-association.cidr-block" => vpc.Ipv4Blocks,
        "ipv6-cidr-block-association.ipv6-cidr-block" => vpc.Ipv6Blocks,
        _ => Single(call, vpc, filter) is { } value ? [value] : [],
    };

    private static string? Single(Ec2Call call, KnownVpc vpc, string filter) => filter switch
    {
        "cidr" => vpc.Ipv4Blocks is [var first, ..] ? first : null,
        "cidr-block-association.state" => "associated",
        "is-default" => vpc.IsDefault ? "true" : "false",
        "owner-id" => call.Account.AccountId,
        "state" => "available",
        "vpc-id" => vpc.VpcId,
        _ => null,
    };
}
