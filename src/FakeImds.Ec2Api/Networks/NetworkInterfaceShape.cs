using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Networks;

/// <summary>A network interface of an instance in replies.</summary>
internal static class NetworkInterfaceShape
{
    public static void Write(Ec2Xml xml, NetworkInterface network, Ec2Instance owner, bool withInstance = false)
    {
        var instance = owner.Snapshot.Description;
        xml.Text("networkInterfaceId", network.InterfaceId)
            .Text("subnetId", network.SubnetId)
            .Text("vpcId", network.VpcId)
            .Text("description", "")
            .Text("ownerId", network.OwnerId)
            .Text("status", "in-use")
            .Text("macAddress", network.Mac)
            .Text("privateIpAddress", network.LocalIpv4s is [var address, ..] ? address : null)
            .Text("privateDnsName", network.LocalHostname)
            .Flag("sourceDestCheck", owner.Attributes.SourceDestCheck)
            .Text("interfaceType", "interface");
        WriteGroups(xml, network);
        xml.Element("attachment", x => x
            .Text("attachmentId", AttachmentId(network))
            .Text("instanceId", withInstance ? owner.InstanceId : null)
            .Text("instanceOwnerId", withInstance ? instance.AccountId : null)
            .Number("deviceIndex", network.DeviceNumber)
            .Number("networkCardIndex", network.NetworkCard ?? 0)
            .Text("status", "attached")
            .Time("attachTime", instance.LaunchTime)
            .Flag("deleteOnTermination", true));
        if (network.Ipv4Associations is [var association, ..])
        {
            xml.Element("association", x => Association(x, association, network));
        }

        xml.List("privateIpAddressesSet", network.LocalIpv4s, (x, local) =>
            {
                x.Text("privateIpAddress", local).Flag("primary", local == network.LocalIpv4s[0]).Text("privateDnsName", local == network.LocalIpv4s[0] ? network.LocalHostname : null);
                if (network.Ipv4Associations.FirstOrDefault(a => a.PrivateIp == local) is { } own)
                {
                    x.Element("association", a => Association(a, own, network));
                }
            })
            .List("ipv6AddressesSet", network.Ipv6s, static (x, ipv6) => x.Text("ipv6Address", ipv6).Flag("isPrimaryIpv6", false));
    }

    public static string AttachmentId(NetworkInterface network) => "eni-attach" + network.InterfaceId["eni".Length..];

    public static void WriteGroups(Ec2Xml xml, NetworkInterface? network) => xml.List(
        "groupSet",
        network is null ? [] : network.SecurityGroupIds.Zip(network.SecurityGroups),
        static (x, group) => x.Text("groupId", group.First).Text("groupName", group.Second));

    private static void Association(Ec2Xml xml, Ipv4Association association, NetworkInterface network) => xml
        .Text("publicIp", association.PublicIp)
        .Text("publicDnsName", network.PublicHostname ?? "")
        .Text("ipOwnerId", "amazon");
}
