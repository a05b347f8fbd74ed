using System.Collections.Frozen;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Networks;

/// <summary>The security groups that instances are in. They have no rules here.</summary>
internal static class DescribeSecurityGroups
{
    private static readonly FrozenSet<string> s_filters = FilterNames.SecurityGroups.ToFrozenSet(StringComparer.Ordinal);

    public static Answer Run(Ec2Call call)
    {
        var named = NamedItems.Of(call, "GroupId", KnownNetworks.Groups(call.Region), static i => i.GroupId, static id => new Ec2Error("InvalidGroup.NotFound", $"The security group '{id}' does not exist"));
        if (call.Parameters.Texts("GroupName") is { Count: > 0 } names)
        {
            named = [.. names.Select(n => named.FirstOrDefault(g => g.Name == n) ?? throw new Ec2Exception(new Ec2Error("InvalidGroup.NotFound", $"The security group '{n}' does not exist")))];
        }

        var filters = Filters.Read(call.Parameters);
        var page = Page.Read(call, min: 5, max: 1000);
        call.Proceed();
        var found = filters.Apply(page.Rest(named, static i => i.GroupId), s_filters, (i, name) => Values(call, i, name), i => call.Region.Tags.Of(i.GroupId));
        var shown = page.Of(found, static i => i.GroupId);
        return new Answer(xml =>
        {
            xml.List("securityGroupInfo", shown, (x, i) => Write(x, call, i));
            page.Write(xml);
        });
    }

    private static void Write(Ec2Xml xml, Ec2Call call, KnownGroup group)
    {
        xml.Text("ownerId", call.Account.AccountId)
            .Text("groupId", group.GroupId)
            .Text("groupName", group.Name)
            .Text("groupDescription", group.Name)
            .Text("vpcId", group.VpcId)
            .Text("securityGroupArn", call.Arn("security-group/" + group.GroupId))
            .Element("ipPermissions", static _ => { })
            .Element("ipPermissionsEgress", static _ => { });
        TagShape.Write(xml, call.Region.Tags.Of(group.GroupId));
    }

    private static IEnumerable<string?> Values(Ec2Call call, KnownGroup group, string filter) =>
    [
        filter switch
        {
            "description" or "group-name" => group.Name,
            "group-id" => group.GroupId,
            "owner-id" => call.Account.AccountId,
            "vpc-id" => group.VpcId,
            _ => null,
        },
    ];
}
