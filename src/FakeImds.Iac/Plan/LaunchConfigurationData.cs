using System.Collections.Immutable;
using FakeImds.Ec2;

namespace FakeImds.Iac.Plan;

/// <summary>What a launch configuration of Auto Scaling says, as its group sends it to EC2. It has neither tags nor a placement but tenancy.</summary>
internal static class LaunchConfigurationData
{
    public static LaunchTemplateData Of(
        ImmutableArray<LaunchBlockDevice> devices, ImmutableArray<string> groups, bool? hasPublicAddress, bool? monitoring, string? spotPrice, string? tenancy)
    {
        ImmutableArray<string> ids = [.. groups.Where(static g => g.StartsWith("sg-", StringComparison.Ordinal))];
        ImmutableArray<string> names = [.. groups.Except(ids)];
        return new LaunchTemplateData
        {
            BlockDeviceMappings = devices.IsEmpty ? null : devices,
            Monitoring = monitoring,
            MarketType = spotPrice is null ? null : "spot",
            Placement = tenancy is null ? null : new LaunchPlacement { Tenancy = tenancy },
            NetworkInterfaces = hasPublicAddress is null ? null : [new LaunchNetworkInterface { DeviceIndex = 0, AssociatePublicIpAddress = hasPublicAddress, SecurityGroupIds = ids }],
            SecurityGroupIds = hasPublicAddress is null && !ids.IsEmpty ? ids : null,
            SecurityGroups = hasPublicAddress is null && ids.IsEmpty && !names.IsEmpty ? names : null,
        };
    }
}
