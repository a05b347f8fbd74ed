using System.Text;

namespace FakeImds.Ec2Api.Tests.Odd;

/// <summary>Requests of each action in which one thing is odd.</summary>
internal static class OddRequests
{
    private static readonly string[] s_values =
    [
        "", " ", "x", "-", "i-", "ami-", "lt-", "i-/", "lt-1", "0", "-1", "1.5", "2147483648", "99999999999999999999", "true", "TRUE", "NaN", "0x10",
        "$Latest", "$Nothing", "{0}", "%", "<a>&amp;", "a/b", "../..", "a\tb", "a\nb", "::1", "999.1.1.1", "10.0.0.1", "é🙂", "!!!", "AAAA", "arn:", "arn:aws:iam::1:instance-profile/",
        "1970-01-01T00:00:00Z", "i-0123456789abcdef0", "ami-0123456789abcdef0", "us-east-1", "us-east-1z", "eu-west-1", "aws:x", "all", new string('9', 30), new string('a', 70_000),
    ];

    private static readonly string[] s_endings = [".1", ".Value", ".1.Value", ".0", ".x", ".1.1.1.1", ".", "..", ".a b", ".Values.1.1x"];

    // Every member that a launch reads.
    private static readonly string[] s_launch =
    [
        "InstanceType=t3.micro", "KeyName=k", "IamInstanceProfile.Name=p", "UserData=AAAA", "Monitoring.Enabled=true", "HibernationOptions.Configured=false", "KernelId=aki-1",
        "MetadataOptions.HttpTokens=required", "MetadataOptions.HttpPutResponseHopLimit=2", "MetadataOptions.HttpEndpoint=enabled", "MetadataOptions.HttpProtocolIpv6=disabled",
        "MetadataOptions.InstanceMetadataTags=enabled", "Placement.AvailabilityZone=us-east-1a", "Placement.GroupName=g", "Placement.PartitionNumber=1", "Placement.Tenancy=default",
        "Placement.HostId=h-1", "InstanceMarketOptions.MarketType=spot", "PrivateDnsNameOptions.HostnameType=ip-name", "RamDiskId=ari-1",
        "NetworkInterface.1.DeviceIndex=0", "NetworkInterface.1.NetworkCardIndex=0", "NetworkInterface.1.InterfaceType=interface", "NetworkInterface.1.SubnetId=subnet-1",
        "NetworkInterface.1.AssociatePublicIpAddress=true", "NetworkInterface.1.SecondaryPrivateIpAddressCount=1", "NetworkInterface.1.Ipv6AddressCount=1",
        "NetworkInterface.1.SecurityGroupId.1=sg-1", "NetworkInterface.1.Ipv4Prefix.1.Ipv4Prefix=10.0.0.0/28", "NetworkInterface.1.Ipv6Prefix.1.Ipv6Prefix=fd00::/80",
        "BlockDeviceMapping.1.DeviceName=/dev/sdb", "BlockDeviceMapping.1.VirtualName=ephemeral0", "BlockDeviceMapping.1.Ebs.VolumeSize=8",
        "EbsOptimized=true", "CpuOptions.CoreCount=1", "LicenseSpecification.1.LicenseConfigurationArn=arn", "NetworkInterface.1.Description=d",
        "TagSpecification.1.ResourceType=instance", "TagSpecification.1.Tag.1.Key=a", "TagSpecification.1.Tag.1.Value=b",
        "TagSpecification.2.ResourceType=volume", "TagSpecification.2.Tag.1.Key=c",
    ];

    /// <summary>The parameters of a request that succeeds, with all that the action reads.</summary>
    public static IReadOnlyDictionary<string, string> Of(string action, OddAccount account)
    {
        var (instance, image, template) = (account.Instance, account.Image, account.Template);
        var form = action switch
        {
            "ModifyInstanceMetadataDefaults" => "HttpTokens=required&HttpPutResponseHopLimit=2&HttpEndpoint=enabled&InstanceMetadataTags=enabled&HttpTokensEnforced=disabled",
            "RunInstances" => $"ImageId={image}&MinCount=1&MaxCount=2&ClientToken=t&" + Launch(""),
            "DescribeInstances" => "MaxResults=5&Filter.1.Name=instance-type&Filter.1.Value.1=t3.*&Filter.2.Name=tag:a&Filter.2.Value.1=b",
            "ModifyInstanceMetadataOptions" => $"InstanceId={instance}&HttpTokens=required&HttpPutResponseHopLimit=2&HttpEndpoint=enabled&HttpProtocolIpv6=disabled&InstanceMetadataTags=disabled",
            "StartInstances" or "StopInstances" or "RebootInstances" or "TerminateInstances" => $"InstanceId.1={instance}",
            "DescribeInstanceTypes" => "InstanceType.1=t3.micro&Filter.1.Name=hypervisor&Filter.1.Value.1=nitro",
            "RegisterImage" => "Name=other&Description=d&Architecture=x86_64&RootDeviceName=/dev/xvda&VirtualizationType=hvm&ImdsSupport=v2.0&BlockDeviceMapping.1.DeviceName=/dev/xvda&BlockDeviceMapping.1.Ebs.SnapshotId=snap-1&" + Tags("image"),
            "ModifyImageAttribute" => $"ImageId={image}&Attribute=description&Value=d&OperationType=add",
            "DescribeImages" => $"ImageId.1={image}&Owner.1=self&ExecutableBy.1=self&Filter.1.Name=name&Filter.1.Value.1=*",
            "DescribeImageAttribute" => $"ImageId={image}&Attribute=imdsSupport",
            "CopyImage" => $"Name=other&SourceImageId={image}&SourceRegion=us-east-1&Description=d&CopyImageTags=true&ClientToken=t&" + Tags("image"),
            "CreateImage" => $"Name=other&InstanceId={instance}&Description=d&" + Tags("image"),
            "DeregisterImage" => $"ImageId={image}",
            "CreateLaunchTemplate" => "LaunchTemplateName=other&VersionDescription=d&ClientToken=t&" + Tags("launch-template") + "&" + Launch("LaunchTemplateData."),
            "CreateLaunchTemplateVersion" => $"LaunchTemplateId={template}&SourceVersion=1&VersionDescription=d&ClientToken=t&" + Launch("LaunchTemplateData."),
            "ModifyLaunchTemplate" => $"LaunchTemplateId={template}&SetDefaultVersion=1",
            "DescribeLaunchTemplates" => $"LaunchTemplateId.1={template}&LaunchTemplateName.1=web&MaxResults=5&Filter.1.Name=create-time&Filter.1.Value.1=*",
            "DescribeLaunchTemplateVersions" => $"LaunchTemplateId={template}&LaunchTemplateVersion.1=1&MinVersion=1&MaxVersion=2&Filter.1.Name=image-id&Filter.1.Value.1=*",
            "DeleteLaunchTemplate" => $"LaunchTemplateId={template}",
            "CreateTags" => $"ResourceId.1={instance}&Tag.1.Key=a&Tag.1.Value=b",
            "DeleteTags" => $"ResourceId.1={instance}&Tag.1.Key=a&Tag.1.Value=b",
            "DescribeTags" => "MaxResults=5&Filter.1.Name=resource-id&Filter.1.Value.1=*&Filter.2.Name=resource-type&Filter.2.Value.1=instance",
            "DescribeRegions" => "RegionName.1=us-east-1&AllRegions=true&Filter.1.Name=endpoint&Filter.1.Value.1=*",
            "AssociateIamInstanceProfile" => $"InstanceId={account.Bare}&IamInstanceProfile.Name=other",
            "ReplaceIamInstanceProfileAssociation" => $"AssociationId={account.Association}&IamInstanceProfile.Arn=arn:aws:iam::123456789012:instance-profile/other",
            "DisassociateIamInstanceProfile" => $"AssociationId={account.Association}",
            "DescribeIamInstanceProfileAssociations" => $"AssociationId.1={account.Association}&MaxResults=5&Filter.1.Name=state&Filter.1.Value.1=associated",
            "CreateFleet" => Fleet(template, capacity: 2) + "&ClientToken=t&" + Tags("instance"),
            "DescribeFleets" => $"FleetId.1={account.Fleet}&MaxResults=5&Filter.1.Name=type&Filter.1.Value.1=*",
            "DescribeFleetInstances" => $"FleetId={account.Fleet}&MaxResults=5&Filter.1.Name=instance-type&Filter.1.Value.1=*",
            "DeleteFleets" => $"FleetId.1={account.Fleet}&TerminateInstances=true",
            "DescribeInstanceStatus" => "IncludeAllInstances=true&MaxResults=5&Filter.1.Name=event.code&Filter.1.Value.1=*",
            "DescribeInstanceAttribute" => $"InstanceId={instance}&Attribute=userData",
            "ModifyInstanceAttribute" => $"InstanceId={instance}&Attribute=sourceDestCheck&Value=false",
            "GetConsoleOutput" or "GetLaunchTemplateData" => $"InstanceId={instance}",
            "DescribeVpcs" or "DescribeSubnets" or "DescribeSecurityGroups" or "DescribeNetworkInterfaces" or "DescribeVolumes" => "MaxResults=5&Filter.1.Name=owner-id&Filter.1.Value.1=*".Replace("owner-id", action is "DescribeVolumes" ? "size" : "owner-id", StringComparison.Ordinal),
            "DescribeAvailabilityZones" => "ZoneName.1=us-east-1a&ZoneId.1=use1-az1&Filter.1.Name=state&Filter.1.Value.1=*",
            "CreateKeyPair" => "KeyName=made&KeyType=rsa&KeyFormat=pem&" + Tags("key-pair"),
            "ImportKeyPair" => ImportedKey("other"),
            "DescribeKeyPairs" => "KeyName.1=known&IncludePublicKey=true&Filter.1.Name=key-name&Filter.1.Value.1=*",
            "DeleteKeyPair" => "KeyName=known",
            "RequestSpotInstances" => $"InstanceCount=1&Type=one-time&SpotPrice=0.1&ClientToken=t&LaunchSpecification.ImageId={image}&LaunchSpecification.InstanceType=t3.micro&LaunchSpecification.Monitoring.Enabled=true",
            "DescribeSpotInstanceRequests" => $"SpotInstanceRequestId.1={account.SpotRequest}&MaxResults=5&Filter.1.Name=state&Filter.1.Value.1=*",
            "CancelSpotInstanceRequests" => $"SpotInstanceRequestId.1={account.SpotRequest}",
            _ => "DryRun=false",
        };
        return Form(form);
    }

    public static IReadOnlyDictionary<string, string> Form(string form) =>
        form.Split('&').Select(static p => p.Split('=', 2)).ToDictionary(static p => p[0], static p => p[1]);

    public static string Fleet(string template, int capacity) =>
        $"Type=instant&TargetCapacitySpecification.TotalTargetCapacity={capacity}&TargetCapacitySpecification.OnDemandTargetCapacity=0&TargetCapacitySpecification.DefaultTargetCapacityType=on-demand"
        + $"&LaunchTemplateConfigs.1.LaunchTemplateSpecification.LaunchTemplateId={template}&LaunchTemplateConfigs.1.LaunchTemplateSpecification.Version=1"
        + "&LaunchTemplateConfigs.1.Overrides.1.InstanceType=c6i.large&LaunchTemplateConfigs.1.Overrides.1.WeightedCapacity=1.5&LaunchTemplateConfigs.1.Overrides.1.MetadataOptions.HttpTokens=required";

    /// <summary>The base64 of <c>ssh-ed25519 AAAA… comment</c>.</summary>
    public static string ImportedKey(string name)
    {
        byte[] blob = [0, 0, 0, 11, .. "ssh-ed25519"u8, 0, 0, 0, 32, .. new byte[32]];
        return $"KeyName={name}&PublicKeyMaterial={Convert.ToBase64String(Encoding.ASCII.GetBytes($"ssh-ed25519 {Convert.ToBase64String(blob)} me"))}&" + Tags("key-pair");
    }

    /// <summary>Variants of a request: each value odd in turn, each parameter gone, given a member, or joined by one.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Variants(IReadOnlyDictionary<string, string> request)
    {
        // A launch reads so many parameters alike that each gets a part of the values, another one than its neighbours.
        var parts = request.Count > 12 ? 5 : 1;
        foreach (var (index, (name, value)) in request.Index())
        {
            foreach (var odd in s_values.Where((_, number) => number % parts == index % parts))
            {
                yield return new Dictionary<string, string>(request) { [name] = odd };
            }

            var without = new Dictionary<string, string>(request);
            without.Remove(name);
            yield return without;
            foreach (var ending in s_endings)
            {
                yield return new Dictionary<string, string>(request) { [name + ending] = value };
                yield return new Dictionary<string, string>(without) { [name + ending] = value };
            }
        }

        foreach (var odd in s_values)
        {
            yield return new Dictionary<string, string>(request) { ["NextToken"] = odd };
            yield return new Dictionary<string, string>(request) { ["NextToken"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(odd)) };
            yield return new Dictionary<string, string>(request) { ["DryRun"] = odd };
            yield return new Dictionary<string, string>(request) { ["Odd" + (odd.Length > 100 ? "" : odd)] = odd };
        }
    }

    private static string Tags(string type) => $"TagSpecification.1.ResourceType={type}&TagSpecification.1.Tag.1.Key=a&TagSpecification.1.Tag.1.Value=b";

    private static string Launch(string prefix) => string.Join('&', s_launch.Select(p => prefix + p));
}
