using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Regions;

internal static class DescribeRegions
{
    private const string NoOptIn = "opt-in-not-required";
    private const string NotOptedIn = "not-opted-in";

    private static readonly HashSet<string> s_filters = ["endpoint", "opt-in-status", "region-name"];

    // The Regions that every account has; the others must be opted into.
    private static readonly string[] s_always =
    [
        "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1",
        "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2",
    ];

    private static readonly string[] s_optIn =
    [
        "af-south-1", "ap-east-1", "ap-east-2", "ap-south-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-7", "ca-west-1",
        "eu-central-2", "eu-south-1", "eu-south-2", "il-central-1", "me-central-1", "me-south-1", "mx-central-1",
    ];

    public static Answer Run(Ec2Call call)
    {
        var names = call.Parameters.Texts("RegionName");
        var all = call.Parameters.Flag("AllRegions") ?? false;
        var filters = Filters.Read(call.Parameters);
        call.Proceed();
        var known = s_always.Select(static n => (Name: n, Status: NoOptIn)).Concat(s_optIn.Select(static n => (Name: n, Status: NotOptedIn))).ToArray();
        foreach (var name in names)
        {
            if (!known.Any(r => r.Name == name))
            {
                throw new Ec2Exception(new Ec2Error("InvalidParameterValue", $"Invalid region provided: [{name}]"));
            }
        }

        var asked = known.Where(r => names.Count > 0 ? names.Contains(r.Name) : all || r.Status is NoOptIn);
        var found = filters.Apply(asked, s_filters, Values, static _ => InstanceDescription.NoTags).ToArray();
        return new Answer(xml => xml.List("regionInfo", found, static (x, r) => x
            .Text("regionName", r.Name).Text("regionEndpoint", Endpoint(r.Name)).Text("optInStatus", r.Status)));
    }

    private static string Endpoint(string name) => $"ec2.{name}.{RegionNames.Domain(name)}";

    private static IEnumerable<string?> Values((string Name, string Status) region, string filter) =>
        [filter is "region-name" ? region.Name : filter is "endpoint" ? Endpoint(region.Name) : region.Status];
}
