using System.Globalization;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Launches;

/// <summary>What a launch template supplies, in replies: the names of requests, spelt as EC2's XML spells them.</summary>
internal static class LaunchXml
{
    public static void Write(Ec2Xml xml, LaunchParameters launch) => Members(xml, LaunchQuery.Of(launch), "");

    private static void Members(Ec2Xml xml, ParameterNode node, string parent)
    {
        foreach (var (name, child) in node.Children)
        {
            if (child.Value is { } value)
            {
                xml.Text(NameOf(name), value);
            }
            else if (child.Children.Keys.All(static n => n.All(char.IsAsciiDigit)))
            {
                xml.Element(ListName(parent, name), list => Items(list, child, parent, name));
            }
            else
            {
                xml.Element(NameOf(name), structure => Members(structure, child, name));
            }
        }
    }

    private static void Items(Ec2Xml xml, ParameterNode list, string parent, string name)
    {
        foreach (var (_, item) in list.Children.OrderBy(static c => c.Key.Length).ThenBy(static c => c.Key, StringComparer.Ordinal))
        {
            if (item.Value is { } value)
            {
                xml.Text(parent is "NetworkInterface" && name is "SecurityGroupId" ? "groupId" : "item", value);
            }
            else
            {
                xml.Element("item", structure => Members(structure, item, name));
            }
        }
    }

    private static string NameOf(string name) => char.ToLower(name[0], CultureInfo.InvariantCulture) + name[1..];

    // All lists of EC2's model are called so, but for these three.
    private static string ListName(string parent, string name) => (parent, name) switch
    {
        ("NetworkInterface", "SecurityGroupId") => "groupSet",
        ("SecondaryInterface", "PrivateIpAddress") => "privateIpAddressesSet",
        (_, "LicenseSpecification") => "licenseSet",
        _ => NameOf(name) + "Set",
    };
}
