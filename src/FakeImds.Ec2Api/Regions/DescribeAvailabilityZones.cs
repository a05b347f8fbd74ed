using System.Collections.Frozen;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Regions;

/// <summary>The zones a, b and c of a Region, and those of instances in others (docs/fidelity.md#zones).</summary>
internal static class DescribeAvailabilityZones
{
    private static readonly FrozenSet<string> s_filters = FilterNames.AvailabilityZones.ToFrozenSet(StringComparer.Ordinal);

    public static Answer Run(Ec2Call call)
    {
        var region = call.Region.Name;
        string[] zones = [region + "a", region + "b", region + "c"];
        var known = zones.Concat(call.Region.Instances.Known.After(null)!.Select(static i => i.Snapshot.Description.Placement.AvailabilityZone)).Distinct(StringComparer.Ordinal).ToArray();
        var named = NamedItems.Of(call, "ZoneName", known, static z => z, static z => Ec2Errors.InvalidZone(z));
        named = call.Parameters.Texts("ZoneId") is { Count: > 0 } ids
            ? [.. ids.Select(id => known.FirstOrDefault(z => RegionNames.ZoneId(region, z) == id) ?? throw new Ec2Exception(Ec2Errors.InvalidZone(id)))]
            : named;
        call.Parameters.Ignore("AllAvailabilityZones");
        var filters = Filters.Read(call.Parameters);
        call.Proceed();
        var found = filters.Apply(named, s_filters, (z, name) => Values(region, z, name), static _ => InstanceDescription.NoTags).ToArray();
        return new Answer(xml => xml.List("availabilityZoneInfo", found, (x, zone) => x
            .Text("optInStatus", "opt-in-not-required")
            .Element("messageSet", static _ => { })
            .Text("regionName", region)
            .Text("zoneName", zone)
            .Text("zoneId", RegionNames.ZoneId(region, zone))
            .Text("groupName", region)
            .Text("networkBorderGroup", region)
            .Text("zoneType", "availability-zone")
            .Text("zoneState", "available")));
    }

    private static IEnumerable<string?> Values(string region, string zone, string filter) =>
    [
        filter switch
        {
            "group-name" or "region-name" => region,
            "opt-in-status" => "opt-in-not-required",
            "state" => "available",
            "zone-id" => RegionNames.ZoneId(region, zone),
            "zone-name" => zone,
            "zone-type" => "availability-zone",
            _ => null,
        },
    ];
}
