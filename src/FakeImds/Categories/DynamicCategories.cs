using FakeImds.Ec2;
using FakeImds.Identity;
using static FakeImds.Categories.Entries;

namespace FakeImds.Categories;

/// <summary><c>dynamic/</c>: monitoring and the signed identity document.</summary>
internal static class DynamicCategories
{
    private static readonly Category? s_monitored = Monitoring("enabled");
    private static readonly Category? s_unmonitored = Monitoring("disabled");

    public static Category? Dynamic(InstanceDescription d, InstanceIdentityAuthority authority)
    {
        var document = Late("document", "2009-04-04", () => Document(d));
        byte[] Bytes() => document.Body(ServedVersions.Latest);
        return Dir(
            "dynamic", "2009-04-04",
            d.Monitoring ? s_monitored : s_unmonitored,
            Dir(
                "instance-identity", "2009-04-04",
                document,
                Late("dsa2048", "2009-04-04", () => authority.Dsa2048(Bytes(), d.LaunchTime)),
                Late("pkcs7", "2009-04-04", () => authority.Pkcs7(Bytes(), d.LaunchTime)),
                Late("rsa2048", "2009-04-04", () => authority.Rsa2048(Bytes(), d.LaunchTime)),
                Late("signature", "2009-04-04", () => authority.Signature(Bytes()))));
    }

    private static Category? Monitoring(string value) => Dir("fws", "2009-04-04", Leaf("instance-monitoring", "2009-04-04", value));

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
