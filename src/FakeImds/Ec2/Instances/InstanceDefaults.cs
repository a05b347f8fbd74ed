using System.Globalization;

namespace FakeImds.Ec2;

/// <summary>What an instance has that nobody described: a plausible Nitro t3.micro in the default VPC, the same for the same seed.</summary>
internal static class InstanceDefaults
{
    /// <summary>The type of a launch that names none.</summary>
    public const string InstanceType = "t3.micro";

    /// <summary>The name of the group of a launch that names none.</summary>
    public const string SecurityGroup = "default";

    // 172.31.0.0/16 is the default VPC of every account, /20 its default subnets.
    public const string VpcBlock = "172.31.0.0/16";
    public const string SubnetBlock = "172.31.0.0/20";
    private const int Hosts = 4091;
    private const int PublicHosts = 254;

    public static InstanceDescription Describe(Ec2Region region, ResolvedLaunch launch, int first, int launchIndex)
    {
        var (request, image) = (launch.Request, launch.Image);
        var ids = region.Account.Ids;
        var index = first + launchIndex;
        var instanceId = ids.Id("i", region.Name, index);
        var interfaces = new LaunchNetwork(region, request, instanceId, Interface(region, index)).Describe();
        return new InstanceDescription
        {
            InstanceId = instanceId,
            AccountId = region.Account.AccountId,
            ImageId = image.ImageId,
            ReservationId = ids.Id("r", region.Name, first),
            Placement = PlacementOf(region.Name, request.Placement),
            NetworkInterfaces = interfaces,
            LaunchTime = region.Account.TimeProvider.GetUtcNow(),
            InstanceType = request.InstanceType ?? InstanceType,
            Architecture = image.Architecture,
            AmiLaunchIndex = launchIndex,
            KernelId = request.KernelId,
            RamdiskId = request.RamdiskId,
            InstanceLifeCycle = request.MarketType is "spot" ? "spot" : "on-demand",
            Monitoring = request.Monitoring ?? false,
            BlockDevices = LaunchDevices.Describe(image, LaunchRules.Of(request.BlockDeviceMappings)),
            SecurityGroups = interfaces[0].SecurityGroups,
            KeyPair = request.KeyPair,
            InstanceProfile = request.InstanceProfile,
            UserData = request.UserData ?? [],
            Tags = ReservedTags.OfLaunch(launch),
            HibernationConfigured = request.HibernationConfigured,
        };
    }

    /// <summary>The default VPC.</summary>
    public static string VpcId(Ec2Region region) => region.Account.Ids.Id("vpc", region.Name, 0);

    /// <summary>Its subnet in the Region's first zone.</summary>
    public static string SubnetId(Ec2Region region) => region.Account.Ids.Id("subnet", region.Name, 0);

    /// <summary>Its default security group.</summary>
    public static string SecurityGroupId(Ec2Region region) => region.Account.Ids.Id("sg", region.Name, 0);

    /// <summary>The zone that a launch names, or else the Region's first.</summary>
    public static string Zone(string region, LaunchPlacement? placement) =>
        placement?.AvailabilityZone ?? (placement?.AvailabilityZoneId is { } id ? RegionNames.ZoneOfId(region, id) : null) ?? region + "a";

    private static Placement PlacementOf(string region, LaunchPlacement? placement) => new()
    {
        Region = region,
        AvailabilityZone = Zone(region, placement),
        AvailabilityZoneId = placement?.AvailabilityZoneId ?? RegionNames.ZoneId(region, Zone(region, placement)),
        GroupName = placement?.GroupName ?? placement?.GroupId,
        HostId = placement?.HostId,
        PartitionNumber = placement?.PartitionNumber,
        Tenancy = placement?.Tenancy,
        Affinity = placement?.Affinity,
    };

    private static NetworkInterface Interface(Ec2Region region, int index)
    {
        var ids = region.Account.Ids;
        var hash = ids.Hash("mac", region.Name, index);

        // Host part of 172.31.0.0/20, without the subnet's first four addresses and its last one, which AWS keeps.
        // Counted on from the seed's first, so that no two of 4,091 instances share one.
        var host = 4 + ((ids.Number("address", region.Name, 0, Hosts) + index) % Hosts);
        var local = string.Create(CultureInfo.InvariantCulture, $"172.31.{host >> 8}.{host & 255}");

        // 203.0.113.0/24 is for documentation (RFC 5737): nobody's address is in a test.
        var publicIp = string.Create(CultureInfo.InvariantCulture, $"203.0.113.{1 + ((ids.Number("public-address", region.Name, 0, PublicHosts) + index) % PublicHosts)}");
        return new NetworkInterface
        {
            // 06 and 0a begin the locally administered addresses that EC2 hands out.
            Mac = string.Create(CultureInfo.InvariantCulture, $"06:{hash[0]:x2}:{hash[1]:x2}:{hash[2]:x2}:{hash[3]:x2}:{hash[4]:x2}"),
            InterfaceId = ids.Id("eni", region.Name, index),
            OwnerId = region.Account.AccountId,
            SubnetId = SubnetId(region),
            VpcId = VpcId(region),
            LocalIpv4s = [local],
            Ipv4Associations = [new Ipv4Association(publicIp, local)],
            LocalHostname = RegionNames.PrivateDns(region.Name, local),
            PublicHostname = RegionNames.PublicDns(region.Name, publicIp),
            SecurityGroupIds = [SecurityGroupId(region)],
            SecurityGroups = [SecurityGroup],
            SubnetIpv4CidrBlock = SubnetBlock,
            VpcIpv4CidrBlocks = [VpcBlock],
        };
    }
}
