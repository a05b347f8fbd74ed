using System.Globalization;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Fleets;

/// <summary>A fleet in replies.</summary>
internal static class FleetShape
{
    public static void Write(Ec2Xml xml, Ec2Call call, Ec2Fleet fleet)
    {
        var launched = fleet.Launches.Sum(static l => l.Capacity);
        var onDemand = fleet.Launches.Where(static l => !l.IsSpot).Sum(static l => l.Capacity);
        xml.Text("activityStatus", fleet.Errors.IsEmpty ? "fulfilled" : "error")
            .Time("createTime", fleet.CreateTime)
            .Text("fleetId", fleet.FleetId)
            .Text("fleetState", fleet.State)
            .Text("clientToken", fleet.ClientToken)
            .Text("fulfilledCapacity", Decimal(launched))
            .Text("fulfilledOnDemandCapacity", Decimal(onDemand))
            .List("launchTemplateConfigs", fleet.Pools.GroupBy(static p => (p.LaunchTemplate, p.Version)), static (x, pools) =>
            {
                Specification(x, pools.First());
                x.List("overrides", pools, Override);
            })
            .Element("targetCapacitySpecification", x => x
                .Number("totalTargetCapacity", fleet.Capacity.Total)
                .Number("onDemandTargetCapacity", fleet.Capacity.Parts.OnDemand)
                .Number("spotTargetCapacity", fleet.Capacity.Parts.Spot)
                .Text("defaultTargetCapacityType", fleet.Capacity.DefaultType ?? "spot"))
            .Flag("terminateInstancesWithExpiration", false)
            .Text("type", fleet.Type)
            .Flag("replaceUnhealthyInstances", false);
        TagShape.Write(xml, call.Region.Tags.Of(fleet.FleetId));
        if (fleet.Type == "instant")
        {
            WriteOutcome(xml, fleet);
        }
    }

    /// <summary>What an instant fleet launched, and what was refused.</summary>
    public static void WriteOutcome(Ec2Xml xml, Ec2Fleet fleet) => xml
        .List("errorSet", fleet.Errors, static (x, e) => x
            .Element("launchTemplateAndOverrides", p => Pool(p, e.Pool))
            .Text("lifecycle", Lifecycle(e.IsSpot))
            .Text("errorCode", e.Error.Code)
            .Text("errorMessage", e.Error.Message))
        .List("fleetInstanceSet", fleet.Launches, static (x, l) => x
            .Element("launchTemplateAndOverrides", p => Pool(p, l.Pool))
            .Text("lifecycle", Lifecycle(l.IsSpot))
            .Texts("instanceIds", l.Instances.Select(static i => i.InstanceId))
            .Text("instanceType", l.Instances is [var first, ..] ? first.Snapshot.Description.InstanceType : null));

    public static string Lifecycle(bool isSpot) => isSpot ? "spot" : "on-demand";

    private static void Pool(Ec2Xml xml, FleetPool pool)
    {
        Specification(xml, pool);
        xml.Element("overrides", x => Override(x, pool));
    }

    private static void Specification(Ec2Xml xml, FleetPool pool)
    {
        var isId = pool.LaunchTemplate.StartsWith("lt-", StringComparison.Ordinal);
        xml.Element("launchTemplateSpecification", x => x
            .Text("launchTemplateId", isId ? pool.LaunchTemplate : null)
            .Text("launchTemplateName", isId ? null : pool.LaunchTemplate)
            .Text("version", pool.Version));
    }

    private static void Override(Ec2Xml xml, FleetPool pool) => xml
        .Text("instanceType", pool.Launch.InstanceType)
        .Text("maxPrice", pool.MaxPrice)
        .Text("subnetId", pool.Launch.SubnetId)
        .Text("availabilityZone", pool.Launch.Placement?.AvailabilityZone)
        .Text("weightedCapacity", pool.WeightedCapacity is { } weight ? Decimal(weight) : null)
        .Text("priority", pool.Priority is { } priority ? Decimal(priority) : null)
        .Text("imageId", pool.Launch.ImageId)
        .Text("availabilityZoneId", pool.Launch.Placement?.AvailabilityZoneId);

    private static string Decimal(double value) => value.ToString("0.0###", CultureInfo.InvariantCulture);
}
