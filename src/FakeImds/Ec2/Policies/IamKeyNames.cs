using System.Collections.Frozen;

namespace FakeImds.Ec2;

/// <summary>The condition keys that there are for EC2: the global ones, and those of the service authorization reference.</summary>
internal static class IamKeyNames
{
    private const int MaxSlips = 2;

    private static readonly string[] s_ec2 =
    [
        .. """
        AccepterVpc AllocationId AssociatePublicIpAddress Attribute AuthenticationType AuthorizedService AuthorizedUser AutoPlacement AvailabilityZone AvailabilityZoneId
        CapacityReservationFleet ClientRootCertificateChainArn CloudwatchLogGroupArn CloudwatchLogStreamArn CpuOptionsAmdSevSnp CreateAction DPDTimeoutSeconds DhcpOptionsID
        DirectoryArn Domain EbsOptimized ElasticGpuType Encrypted FisActionId FisTargetArns GatewayType HostRecovery IKEVersions ImageID ImageType InsideTunnelCidr
        InsideTunnelIpv6Cidr InstanceAutoRecovery InstanceBandwidthWeighting InstanceID InstanceMarketType InstanceMetadataTags InstanceProfile InstanceType InternetGatewayID
        Ipv4IpamPoolId Ipv6IpamPoolId IsLaunchTemplateResource KeyPairName KeyPairType KmsKeyId LaunchTemplate LaunchTemplateVersion Location ManagedResourceOperator
        MetadataHttpEndpoint MetadataHttpPutResponseHopLimit MetadataHttpTokens NetworkAclID NetworkInterfaceID NewInstanceProfile OutpostArn Owner ParentSnapshot ParentVolume
        Permission Phase1DHGroup Phase1DHGroupNumbers Phase1EncryptionAlgorithms Phase1IntegrityAlgorithms Phase1LifetimeSeconds Phase2DHGroup Phase2DHGroupNumbers
        Phase2EncryptionAlgorithms Phase2IntegrityAlgorithms Phase2LifetimeSeconds PlacementGroup PlacementGroupName PlacementGroupStrategy PreSharedKeys ProductCode Public
        PublicIpAddress Quantity Region RekeyFuzzPercentage RekeyMarginTimeSeconds ReplayWindowSizePackets RequesterVpc ReservedInstancesOfferingType RoleDelivery RootDeviceType
        RouteTableID RoutingType SamlProviderArn SecurityGroupID ServerCertificateArn SnapshotCoolOffPeriod SnapshotID SnapshotLockDuration SnapshotTime SourceAvailabilityZone
        SourceInstanceARN SourceOutpostArn Subnet SubnetID Tenancy VolumeID VolumeInitializationRate VolumeIops VolumeSize VolumeThroughput VolumeType Vpc VpcID
        VpcPeeringConnectionID VpceServiceName VpceServiceOwner VpceServicePrivateDnsName VpceServiceRegion
        """.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(static n => "ec2:" + n),
        "ec2:Attribute/", "ec2:ResourceTag/", "ec2:Add/", "ec2:Remove/",
    ];

    private static readonly FrozenSet<string> s_ofResources = s_ec2.Except(["ec2:Region", "ec2:RoleDelivery", "ec2:SourceInstanceARN"])
        .Concat(["aws:RequestTag/", "aws:ResourceTag/", "aws:TagKeys"]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> s_all = s_ec2.Concat(IamGlobalKeys.Names).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the action and the resource fill it.</summary>
    public static bool IsOfResource(string key) => s_ofResources.Contains(Stem(key));

    /// <summary>Whether requests to EC2 may have it: a documented key, or one that is newer than this list.</summary>
    public static bool MayExist(string key) => s_all.Contains(Stem(key)) || IsUndocumented(key);

    /// <summary>Whether it may be newer than this list, and is not a documented name that is misspelt.</summary>
    public static bool IsUndocumented(string key) =>
        (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase) || key.StartsWith("ec2:", StringComparison.OrdinalIgnoreCase))
        && !s_all.Contains(Stem(key)) && Nearest(key) is null;

    /// <summary>The documented name that a misspelt one was meant to be; null when none is near.</summary>
    public static string? Nearest(string key)
    {
        var (stem, upper) = (Stem(key), Stem(key).ToUpperInvariant());
        return s_all.Contains(stem) ? null : s_all
            .Select(n => (Name: n, Slips: EditDistance.Between(upper, n.ToUpperInvariant(), MaxSlips)))
            .Where(static n => n.Slips <= MaxSlips).OrderBy(static n => n.Slips).ThenBy(static n => n.Name, StringComparer.Ordinal)
            .Select(n => n.Name + key[stem.Length..]).FirstOrDefault();
    }

    // aws:RequestTag/ of aws:RequestTag/team.
    private static string Stem(string key) => key.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? key[..(slash + 1)] : key;
}
