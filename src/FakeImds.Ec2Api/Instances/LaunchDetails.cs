using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Instances;

/// <summary>The parts of a launch request that metadata shows but no option depends on: placement, monitoring, life cycle.</summary>
internal sealed class LaunchDetails
{
    private string? _groupName;
    private string? _hostId;
    private int? _partition;
    private bool? _monitoring;
    private bool? _hibernation;
    private bool _isSpot;

    private LaunchDetails()
    {
    }

    public string? AvailabilityZone { get; private init; }

    public static LaunchDetails Read(Parameters parameters)
    {
        var placement = parameters.Structure("Placement");
        var market = parameters.Structure("InstanceMarketOptions");
        var details = new LaunchDetails
        {
            AvailabilityZone = placement?.Text("AvailabilityZone"),
            _groupName = placement?.Text("GroupName"),
            _hostId = placement?.Text("HostId"),
            _partition = placement?.Number("PartitionNumber"),
            _monitoring = parameters.Structure("Monitoring")?.Flag("Enabled"),
            _hibernation = parameters.Structure("HibernationOptions")?.Flag("Configured"),
            _isSpot = market?.Text("MarketType") is "spot",
        };
        placement?.Ignore("AvailabilityZoneId", "Affinity", "Tenancy", "SpreadDomain", "HostResourceGroupArn", "GroupId");
        market?.Ignore("SpotOptions");
        parameters.Ignore(
            "BlockDeviceMapping", "KernelId", "RamdiskId", "ElasticGpuSpecification", "ElasticInferenceAccelerator", "CreditSpecification",
            "CpuOptions", "CapacityReservationSpecification", "LicenseSpecification", "EnclaveOptions", "PrivateDnsNameOptions",
            "MaintenanceOptions", "DisableApiStop", "NetworkPerformanceOptions", "Operator", "SecondaryInterface", "DisableApiTermination",
            "InstanceInitiatedShutdownBehavior", "AdditionalInfo", "EbsOptimized", "EnablePrimaryIpv6");
        return details;
    }

    public InstanceDescription Describe(InstanceDescription description) => description with
    {
        Monitoring = _monitoring ?? description.Monitoring,
        HibernationConfigured = _hibernation ?? description.HibernationConfigured,
        InstanceLifeCycle = _isSpot ? "spot" : description.InstanceLifeCycle,
        Placement = description.Placement with { GroupName = _groupName, HostId = _hostId, PartitionNumber = _partition },
    };
}
