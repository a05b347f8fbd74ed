using System.Collections.Immutable;
using System.Globalization;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Instances;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Fleets;

/// <summary>What a CreateFleet request says of launches.</summary>
internal static class FleetReader
{
    private static readonly string[] s_types = ["request", "maintain", "instant"];
    private static readonly string[] s_capacityTypes = ["spot", "on-demand", "capacity-block", "reserved-capacity"];

    public static string Type(Parameters parameters) => parameters.Text("Type") is not { } type ? "maintain"
        : s_types.Contains(type) ? type
        : throw parameters.Invalid("Type", type, $"Valid values are: {string.Join(", ", s_types)}.");

    public static FleetCapacity Capacity(Parameters parameters)
    {
        var target = parameters.Structure("TargetCapacitySpecification") ?? throw new Ec2Exception(Ec2Errors.Missing("TargetCapacitySpecification"));
        _ = target.Required("TotalTargetCapacity");
        var kind = target.Text("DefaultTargetCapacityType");
        if (kind is not null && !s_capacityTypes.Contains(kind))
        {
            throw target.Invalid("DefaultTargetCapacityType", kind, $"Valid values are: {string.Join(", ", s_capacityTypes)}.");
        }

        target.Ignore("TargetCapacityUnitType");
        return new FleetCapacity(
            Capacity(target, "TotalTargetCapacity")!.Value, Capacity(target, "OnDemandTargetCapacity"), Capacity(target, "SpotTargetCapacity"), kind);
    }

    /// <summary>The ways to launch, in the order of the request.</summary>
    public static ImmutableArray<FleetPool> Pools(Ec2Call call, string type)
    {
        var configs = call.Parameters.Structures("LaunchTemplateConfigs");
        return configs.Count == 0
            ? throw new Ec2Exception(Ec2Errors.Missing("LaunchTemplateConfigs"))
            : [.. configs.SelectMany(c => Pools(call, c, type))];
    }

    private static FleetPool[] Pools(Ec2Call call, Parameters config, string type)
    {
        var specification = config.Structure("LaunchTemplateSpecification") ?? throw new Ec2Exception(Ec2Errors.Missing(config.FullName("LaunchTemplateSpecification")));
        var pool = new FleetPool { LaunchTemplate = LaunchTemplateName.Read(specification), Version = specification.Text("Version") };
        _ = call.Region.LaunchTemplates.Get(pool.LaunchTemplate).Version(pool.Version);
        var overrides = config.Structures("Overrides");
        return overrides.Count == 0 ? [pool] : [.. overrides.Select(o => Override(pool, o, type))];
    }

    private static FleetPool Override(FleetPool pool, Parameters given, string type)
    {
        var options = MetadataOptionsShape.Read(given.Structure("MetadataOptions"));
        if (options is not null && type != "instant")
        {
            throw new Ec2Exception(new Ec2Error(
                "InvalidParameterCombination", $"{given.FullName("MetadataOptions")} can be specified for fleets of type instant only."));
        }

        var placement = given.Structure("Placement");
        placement?.Ignore("SpreadDomain", "HostResourceGroupArn");
        given.Ignore("InstanceRequirements", "BlockDeviceMapping");
        return pool with
        {
            Launch = new RunInstancesRequest
            {
                ImageId = given.Text("ImageId"),
                InstanceType = InstanceTypeName.Checked(given.Text("InstanceType")),
                MetadataOptions = options,
                SubnetId = given.Text("SubnetId"),
                Placement = Placement(given, placement),
            },
            MaxPrice = given.Text("MaxPrice"),
            WeightedCapacity = Decimal(given, "WeightedCapacity", min: 0.001),
            Priority = Decimal(given, "Priority", min: 0),
        };
    }

    private static LaunchPlacement? Placement(Parameters given, Parameters? placement)
    {
        var (zone, zoneId) = (given.Text("AvailabilityZone") ?? placement?.Text("AvailabilityZone"), given.Text("AvailabilityZoneId") ?? placement?.Text("AvailabilityZoneId"));
        return zone is null && zoneId is null && placement is null ? null : new LaunchPlacement
        {
            AvailabilityZone = zone,
            AvailabilityZoneId = zoneId,
            GroupName = placement?.Text("GroupName"),
            GroupId = placement?.Text("GroupId"),
            PartitionNumber = placement?.Number("PartitionNumber"),
            HostId = placement?.Text("HostId"),
            Tenancy = placement?.Text("Tenancy"),
            Affinity = placement?.Text("Affinity"),
        };
    }

    // EC2's limit for one fleet of one Region.
    private static int? Capacity(Parameters target, string name) => target.Number(name) is not { } number ? null
        : number is >= 0 and <= 10_000 ? number
        : throw target.Invalid(name, MetadataOptionText.Of(number), "Expected a value between 0 and 10000.");

    private static double? Decimal(Parameters given, string name, double min) => given.Text(name) is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= min && double.IsFinite(number) ? number
        : throw given.Invalid(name, text, "Expected a positive number, 0.001 or more.");
}
