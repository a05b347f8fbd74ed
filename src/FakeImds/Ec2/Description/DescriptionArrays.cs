using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>Refuses uninitialised arrays: reading one fails long after the mistake.</summary>
internal static class DescriptionArrays
{
    /// <summary>The first array of a description that was never set; null if all were.</summary>
    public static string? Problem(InstanceDescription d)
    {
        var problem = Given(d.NetworkInterfaces, nameof(d.NetworkInterfaces))
            ?? Given(d.AncestorAmiIds, nameof(d.AncestorAmiIds))
            ?? Given(d.SecurityGroups, nameof(d.SecurityGroups))
            ?? Given(d.UserData, nameof(d.UserData))
            ?? Given(d.ProductCodes, nameof(d.ProductCodes))
            ?? Given(d.BillingProducts, nameof(d.BillingProducts))
            ?? Given(d.ScheduledEvents, nameof(d.ScheduledEvents))
            ?? Given(d.EventHistory, nameof(d.EventHistory))
            ?? Given(d.BlockDevices.Ebs, nameof(d.BlockDevices.Ebs))
            ?? Given(d.BlockDevices.Ephemeral, nameof(d.BlockDevices.Ephemeral));
        for (var i = 0; problem is null && i < d.NetworkInterfaces.Length; i++)
        {
            problem = Problem(d.NetworkInterfaces[i]);
        }

        return problem;
    }

    private static string? Problem(NetworkInterface n) =>
        Given(n.LocalIpv4s, nameof(n.LocalIpv4s))
        ?? Given(n.Ipv4Associations, nameof(n.Ipv4Associations))
        ?? Given(n.Ipv6s, nameof(n.Ipv6s))
        ?? Given(n.Ipv4Prefixes, nameof(n.Ipv4Prefixes))
        ?? Given(n.Ipv6Prefixes, nameof(n.Ipv6Prefixes))
        ?? Given(n.SecurityGroupIds, nameof(n.SecurityGroupIds))
        ?? Given(n.SecurityGroups, nameof(n.SecurityGroups))
        ?? Given(n.SubnetIpv6CidrBlocks, nameof(n.SubnetIpv6CidrBlocks))
        ?? Given(n.VpcIpv4CidrBlocks, nameof(n.VpcIpv4CidrBlocks))
        ?? Given(n.VpcIpv6CidrBlocks, nameof(n.VpcIpv6CidrBlocks));

    private static string? Given<T>(ImmutableArray<T> array, string name) =>
        array.IsDefault ? $"{name} is an uninitialised array. For none give an empty one: []." : null;
}
