using FakeImds.Ec2;

namespace FakeImds.Ec2Api.Networks;

/// <summary>
/// The networks of a Region. They are not simulated: there is the default VPC with its first subnet and its group, and whatever
/// the interfaces of instances name (docs/fidelity.md#networks).
/// </summary>
internal static class KnownNetworks
{
    /// <summary>The interfaces of all instances, with their instance.</summary>
    public static IEnumerable<(Ec2Instance Instance, NetworkInterface Network)> Interfaces(Ec2Region region) =>
        region.Instances.Known.After(null)!
            .Where(static i => i.State is not InstanceState.Terminated)
            .SelectMany(static i => i.Snapshot.Description.NetworkInterfaces.Select(n => (i, n)));

    /// <summary>VPCs by id, the default one first.</summary>
    public static IReadOnlyList<KnownVpc> Vpcs(Ec2Region region)
    {
        var vpcs = new OrderedDictionary<string, KnownVpc>(StringComparer.Ordinal);
        var own = InstanceDefaults.VpcId(region);
        vpcs.Add(own, new KnownVpc(own, [InstanceDefaults.VpcBlock], [], IsDefault: true));
        foreach (var (_, network) in Interfaces(region))
        {
            vpcs.TryAdd(network.VpcId, new KnownVpc(network.VpcId, network.VpcIpv4CidrBlocks, network.VpcIpv6CidrBlocks, IsDefault: false));
        }

        return [.. vpcs.Values];
    }

    /// <summary>Subnets by id, the default one first.</summary>
    public static IReadOnlyList<KnownSubnet> Subnets(Ec2Region region)
    {
        var subnets = new OrderedDictionary<string, KnownSubnet>(StringComparer.Ordinal);
        var own = InstanceDefaults.SubnetId(region);
        subnets.Add(own, new KnownSubnet(own, InstanceDefaults.VpcId(region), InstanceDefaults.Zone(region.Name, null), InstanceDefaults.SubnetBlock, [], IsDefault: true));
        foreach (var (instance, network) in Interfaces(region))
        {
            subnets.TryAdd(network.SubnetId, new KnownSubnet(
                network.SubnetId, network.VpcId, instance.Snapshot.Description.Placement.AvailabilityZone, network.SubnetIpv4CidrBlock, network.SubnetIpv6CidrBlocks, IsDefault: false));
        }

        return [.. subnets.Values];
    }

    /// <summary>Security groups by id, the default one first.</summary>
    public static IReadOnlyList<KnownGroup> Groups(Ec2Region region)
    {
        var groups = new OrderedDictionary<string, KnownGroup>(StringComparer.Ordinal);
        var own = InstanceDefaults.SecurityGroupId(region);
        groups.Add(own, new KnownGroup(own, InstanceDefaults.SecurityGroup, InstanceDefaults.VpcId(region)));
        foreach (var (_, network) in Interfaces(region))
        {
            foreach (var (id, name) in network.SecurityGroupIds.Zip(network.SecurityGroups))
            {
                groups.TryAdd(id, new KnownGroup(id, name, network.VpcId));
            }
        }

        return [.. groups.Values];
    }
}
