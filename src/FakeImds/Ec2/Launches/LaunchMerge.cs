using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>The one place where two things that say something of a launch become one (docs/fidelity.md#launch-merge).</summary>
internal static class LaunchMerge
{
    /// <summary>
    /// What the first says, and where it is silent what the second says. Placement is merged field by field; lists, and all else
    /// that has members of its own, are taken as a whole. So are the metadata options: a launch decides them one by one elsewhere.
    /// </summary>
    /// <typeparam name="T">What the first is: a launch request, or a version that takes over from another.</typeparam>
    public static T Over<T>(T over, LaunchParameters under)
        where T : LaunchParameters
    {
        LaunchParameters first = over;
        return (T)(first with
        {
            ImageId = first.ImageId ?? under.ImageId,
            InstanceType = first.InstanceType ?? under.InstanceType,
            MetadataOptions = first.MetadataOptions ?? under.MetadataOptions,
            KeyPair = first.KeyPair ?? under.KeyPair,
            InstanceProfile = first.InstanceProfile ?? under.InstanceProfile,
            UserData = first.UserData ?? under.UserData,
            Tags = first.Tags ?? under.Tags,
            Placement = Over(first.Placement, under.Placement),
            MarketType = first.MarketType ?? under.MarketType,
            Monitoring = first.Monitoring ?? under.Monitoring,
            HibernationConfigured = first.HibernationConfigured ?? under.HibernationConfigured,
            HostnameType = first.HostnameType ?? under.HostnameType,
            SecurityGroupIds = first.SecurityGroupIds ?? (first.SecurityGroups is null ? under.SecurityGroupIds : null),
            SecurityGroups = first.SecurityGroups ?? (first.SecurityGroupIds is null ? under.SecurityGroups : null),
            NetworkInterfaces = first.NetworkInterfaces ?? under.NetworkInterfaces,
            BlockDeviceMappings = first.BlockDeviceMappings ?? under.BlockDeviceMappings,
            KernelId = first.KernelId ?? under.KernelId,
            RamdiskId = first.RamdiskId ?? under.RamdiskId,
            OtherParameters = Others(first, under),
        });
    }

    private static LaunchPlacement? Over(LaunchPlacement? first, LaunchPlacement? under) =>
        first is null || under is null ? first ?? under : new LaunchPlacement
        {
            // A zone and a group each have two names; one of the request's replaces both of the template's.
            AvailabilityZone = first.AvailabilityZone ?? (first.AvailabilityZoneId is null ? under.AvailabilityZone : null),
            AvailabilityZoneId = first.AvailabilityZoneId ?? (first.AvailabilityZone is null ? under.AvailabilityZoneId : null),
            GroupName = first.GroupName ?? (first.GroupId is null ? under.GroupName : null),
            GroupId = first.GroupId ?? (first.GroupName is null ? under.GroupId : null),
            PartitionNumber = first.PartitionNumber ?? under.PartitionNumber,
            HostId = first.HostId ?? under.HostId,
            Tenancy = first.Tenancy ?? under.Tenancy,
            Affinity = first.Affinity ?? under.Affinity,
        };

    private static ImmutableSortedDictionary<string, string> Others(LaunchParameters first, LaunchParameters under)
    {
        if (under.OtherParameters.Count == 0)
        {
            return first.OtherParameters;
        }

        var said = first.OtherParameters.Keys.Select(Member).ToHashSet(StringComparer.Ordinal);
        if (first.InstanceProfile is not null)
        {
            said.Add("IamInstanceProfile");
        }

        return first.OtherParameters.AddRange(under.OtherParameters.Where(p => !said.Contains(Member(p.Key))));
    }

    private static string Member(string name) => name.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 ? name[..dot] : name;
}
