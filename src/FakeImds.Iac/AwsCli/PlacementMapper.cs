using System.Globalization;
using FakeImds.Ec2;
using FakeImds.Iac.Documents;

namespace FakeImds.Iac.AwsCli;

/// <summary>Where an instance runs.</summary>
internal static class PlacementMapper
{
    /// <exception cref="ConfigException">The zone is not in the Region that the instance is launched in.</exception>
    public static Placement Describe(Placement basis, ConfigNode? node)
    {
        if (node is null)
        {
            return basis;
        }

        var zone = node.TextOf("AvailabilityZone") ?? basis.AvailabilityZone;
        if (!zone.StartsWith(basis.Region, StringComparison.Ordinal))
        {
            throw node["AvailabilityZone"]!.Error(
                $"{node.Path}.AvailabilityZone is '{zone}', but the Region is {basis.Region}; a zone of that Region is allowed");
        }

        return basis with
        {
            AvailabilityZone = zone,
            AvailabilityZoneId = node.TextOf("AvailabilityZoneId") ?? ZoneId(basis, zone),
            GroupName = node.TextOf("GroupName") ?? basis.GroupName,
            HostId = node.TextOf("HostId") ?? basis.HostId,
            PartitionNumber = node.NumberOf("PartitionNumber") ?? basis.PartitionNumber,
            Tenancy = node.TextOf("Tenancy") ?? basis.Tenancy,
            Affinity = node.TextOf("Affinity") ?? basis.Affinity,
        };
    }

    // The number behind "az" is another one in every account; the letter's is as good as any.
    private static string ZoneId(Placement basis, string zone)
    {
        var end = basis.AvailabilityZoneId.LastIndexOf("-az", StringComparison.Ordinal);
        return end < 0 || zone == basis.AvailabilityZone || !char.IsAsciiLetterLower(zone[^1])
            ? basis.AvailabilityZoneId
            : string.Create(CultureInfo.InvariantCulture, $"{basis.AvailabilityZoneId[..end]}-az{zone[^1] - 'a' + 1}");
    }
}
