using System.Text;
using FakeImds.Ec2;
using FakeImds.Identity;
using static FakeImds.Categories.Entries;

namespace FakeImds.Categories;

/// <summary><c>dynamic/</c>: monitoring and the signed identity document.</summary>
internal static class DynamicCategories
{
    public static Category? Dynamic(InstanceDescription d, InstanceIdentityAuthority authority)
    {
        var document = new Lazy<string>(() => Document(d));
        byte[] Bytes() => Encoding.UTF8.GetBytes(document.Value);
        return Dir(
            "dynamic", "2009-04-04",
            Dir("fws", "2009-04-04", Leaf("instance-monitoring", "2009-04-04", d.Monitoring ? "enabled" : "disabled")),
            Dir(
                "instance-identity", "2009-04-04",
                Late("document", "2009-04-04", () => document.Value),
                Late("dsa2048", Always, () => authority.Dsa2048(Bytes(), d.LaunchTime)),
                Late("pkcs7", "2009-04-04", () => authority.Pkcs7(Bytes(), d.LaunchTime)),
                Late("rsa2048", Always, () => authority.Rsa2048(Bytes(), d.LaunchTime)),
                Late("signature", "2009-04-04", () => authority.Signature(Bytes()))));
    }

    private static string Document(InstanceDescription d) => PrettyJson.Object(
        ("accountId", PrettyJson.Text(d.AccountId)),
        ("architecture", PrettyJson.Text(d.Architecture)),
        ("availabilityZone", PrettyJson.Text(d.Placement.AvailabilityZone)),
        ("billingProducts", PrettyJson.List(d.BillingProducts)),
        ("devpayProductCodes", null),
        ("marketplaceProductCodes", PrettyJson.List(d.ProductCodes)),
        ("imageId", PrettyJson.Text(d.ImageId)),
        ("instanceId", PrettyJson.Text(d.InstanceId)),
        ("instanceType", PrettyJson.Text(d.InstanceType)),
        ("kernelId", PrettyJson.Text(d.KernelId)),
        ("pendingTime", PrettyJson.Text(Iso(d.LaunchTime))),
        ("privateIp", PrettyJson.Text(d.PrimaryInterface?.LocalIpv4s.FirstOrDefault())),
        ("ramdiskId", PrettyJson.Text(d.RamdiskId)),
        ("region", PrettyJson.Text(d.Placement.Region)),
        ("version", PrettyJson.Text("2017-09-30")));
}
