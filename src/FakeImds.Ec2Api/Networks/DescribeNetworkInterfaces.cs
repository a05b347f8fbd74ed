using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Networks;

/// <summary>The network interfaces of instances.</summary>
internal static class DescribeNetworkInterfaces
{
    public static Answer Run(Ec2Call call)
    {
        var named = NamedItems.Of<(Ec2Instance Instance, NetworkInterface Network)>(call, "NetworkInterfaceId", [.. KnownNetworks.Interfaces(call.Region)], static i => i.Network.InterfaceId, static id => new Ec2Error("InvalidNetworkInterfaceID.NotFound", $"The networkInterface ID '{id}' does not exist"));
        var filters = Filters.Read(call.Parameters);
        var page = Page.Read(call, min: 5, max: 1000);
        call.Parameters.Ignore("IncludeManagedResources");
        call.Proceed();
        var found = filters.Apply(page.Rest(named, static i => i.Network.InterfaceId), NetworkInterfaceFilters.Names, static (i, name) => NetworkInterfaceFilters.Values(i.Instance, i.Network, name), i => call.Region.Tags.Of(i.Network.InterfaceId));
        var shown = page.Of(found, static i => i.Network.InterfaceId);
        return new Answer(xml =>
        {
            xml.List("networkInterfaceSet", shown, (x, i) => Write(x, call, i));
            page.Write(xml);
        });
    }

    private static void Write(Ec2Xml xml, Ec2Call call, (Ec2Instance Instance, NetworkInterface Network) item)
    {
        xml.Text("availabilityZone", item.Instance.Snapshot.Description.Placement.AvailabilityZone);
        NetworkInterfaceShape.Write(xml, item.Network, item.Instance, withInstance: true);
        xml.Flag("requesterManaged", false);
        TagShape.Write(xml, call.Region.Tags.Of(item.Network.InterfaceId));
    }
}
