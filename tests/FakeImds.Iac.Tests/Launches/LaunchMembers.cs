using System.Collections.Immutable;
using FakeImds.Ec2;

namespace FakeImds.Iac.Tests.Launches;

/// <summary>All that a launch says and metadata shows.</summary>
internal static class LaunchMembers
{
    public static IReadOnlyDictionary<string, LaunchMember> All { get; } = new Dictionary<string, LaunchMember>
    {
        ["InstanceType"] = new("meta-data/instance-type", "m7g.large")
        {
            Request = r => r with { InstanceType = "m7g.large" },
            Template = t => t with { InstanceType = "m7g.large" },
            Api = "InstanceType=m7g.large",
            ConfigInstance = """ "InstanceType": "m7g.large" """,
            JsonTemplate = """ "InstanceType": "m7g.large" """,
            Stack = """ "InstanceType": "m7g.large" """,
            StackConfiguration = """ "InstanceType": "m7g.large" """,
            Terraform = """ "instance_type": "m7g.large" """,
            TerraformTemplate = """ "instance_type": "m7g.large" """,
            TerraformConfiguration = """ "instance_type": "m7g.large" """,
        },
        ["AvailabilityZone"] = new("meta-data/placement/availability-zone", "us-east-1c")
        {
            Request = r => r with { Placement = new() { AvailabilityZone = "us-east-1c" } },
            Template = t => t with { Placement = new() { AvailabilityZone = "us-east-1c" } },
            Api = "Placement.AvailabilityZone=us-east-1c",
            ConfigInstance = """ "Placement": { "AvailabilityZone": "us-east-1c" } """,
            JsonTemplate = """ "Placement": { "AvailabilityZone": "us-east-1c" } """,
            Stack = """ "AvailabilityZone": "us-east-1c" """,
            Terraform = """ "availability_zone": "us-east-1c" """,
            TerraformTemplate = """ "placement": [{ "availability_zone": "us-east-1c" }] """,
        },
        ["AvailabilityZoneId"] = new("meta-data/placement/availability-zone-id", "use1-az4")
        {
            Request = r => r with { Placement = new() { AvailabilityZoneId = "use1-az4" } },
            Template = t => t with { Placement = new() { AvailabilityZoneId = "use1-az4" } },
            Api = "Placement.AvailabilityZoneId=use1-az4",
            ConfigInstance = """ "Placement": { "AvailabilityZoneId": "use1-az4" } """,
            JsonTemplate = """ "Placement": { "AvailabilityZoneId": "use1-az4" } """,
        },
        ["GroupName"] = new("meta-data/placement/group-name", "cluster")
        {
            Request = r => r with { Placement = new() { GroupName = "cluster" } },
            Template = t => t with { Placement = new() { GroupName = "cluster" } },
            Api = "Placement.GroupName=cluster",
            ConfigInstance = """ "Placement": { "GroupName": "cluster" } """,
            JsonTemplate = """ "Placement": { "GroupName": "cluster" } """,
            Stack = """ "PlacementGroupName": "cluster" """,
            Terraform = """ "placement_group": "cluster" """,
            TerraformTemplate = """ "placement": [{ "group_name": "cluster" }] """,
        },
        ["PartitionNumber"] = new("meta-data/placement/partition-number", "3")
        {
            Request = r => r with { Placement = new() { PartitionNumber = 3 } },
            Template = t => t with { Placement = new() { PartitionNumber = 3 } },
            Api = "Placement.PartitionNumber=3",
            ConfigInstance = """ "Placement": { "PartitionNumber": 3 } """,
            JsonTemplate = """ "Placement": { "PartitionNumber": 3 } """,
            Terraform = """ "placement_partition_number": 3 """,
            TerraformTemplate = """ "placement": [{ "partition_number": 3 }] """,
        },
        ["HostId"] = new("meta-data/placement/host-id", "h-1")
        {
            Request = r => r with { Placement = new() { HostId = "h-1", Tenancy = "host" } },
            Template = t => t with { Placement = new() { HostId = "h-1", Tenancy = "host" } },
            Api = "Placement.HostId=h-1&Placement.Tenancy=host",
            ConfigInstance = """ "Placement": { "HostId": "h-1", "Tenancy": "host" } """,
            JsonTemplate = """ "Placement": { "HostId": "h-1", "Tenancy": "host" } """,
            Stack = """ "HostId": "h-1", "Tenancy": "host" """,
            Terraform = """ "host_id": "h-1", "tenancy": "host" """,
            TerraformTemplate = """ "placement": [{ "host_id": "h-1", "tenancy": "host" }] """,
        },
        ["Spot"] = new("meta-data/instance-life-cycle", "spot")
        {
            Request = r => r with { MarketType = "spot" },
            Template = t => t with { MarketType = "spot" },
            Api = "InstanceMarketOptions.MarketType=spot",
            ConfigInstance = """ "InstanceLifecycle": "spot" """,
            JsonTemplate = """ "InstanceMarketOptions": { "MarketType": "spot" } """,
            StackConfiguration = """ "SpotPrice": "0.05" """,
            Terraform = """ "instance_market_options": [{ "market_type": "spot" }] """,
            TerraformTemplate = """ "instance_market_options": [{ "market_type": "spot" }] """,
            TerraformConfiguration = """ "spot_price": "0.05" """,
        },
        ["Monitoring"] = new("dynamic/fws/instance-monitoring", "enabled")
        {
            Request = r => r with { Monitoring = true },
            Template = t => t with { Monitoring = true },
            Api = "Monitoring.Enabled=true",
            ConfigInstance = """ "Monitoring": { "State": "enabled" } """,
            JsonTemplate = """ "Monitoring": { "Enabled": true } """,
            Stack = """ "Monitoring": true """,
            StackConfiguration = """ "InstanceMonitoring": true """,
            Terraform = """ "monitoring": true """,
            TerraformTemplate = """ "monitoring": [{ "enabled": true }] """,
            TerraformConfiguration = """ "enable_monitoring": true """,
        },
        ["Hibernation"] = new("meta-data/hibernation/configured", "true")
        {
            Request = r => r with { HibernationConfigured = true },
            Template = t => t with { HibernationConfigured = true },
            Api = "HibernationOptions.Configured=true",
            ConfigInstance = """ "HibernationOptions": { "Configured": true } """,
            JsonTemplate = """ "HibernationOptions": { "Configured": true } """,
            Stack = """ "HibernationOptions": { "Configured": true } """,
            Terraform = """ "hibernation": true """,
            TerraformTemplate = """ "hibernation_options": [{ "configured": true }] """,
        },
        ["HostnameType"] = new("meta-data/local-hostname", "{id}.ec2.internal")
        {
            Request = r => r with { HostnameType = "resource-name" },
            Template = t => t with { HostnameType = "resource-name" },
            Api = "PrivateDnsNameOptions.HostnameType=resource-name",
            ConfigInstance = """ "PrivateDnsNameOptions": { "HostnameType": "resource-name" } """,
            JsonTemplate = """ "PrivateDnsNameOptions": { "HostnameType": "resource-name" } """,
            Stack = """ "PrivateDnsNameOptions": { "HostnameType": "resource-name" } """,
            Terraform = """ "private_dns_name_options": [{ "hostname_type": "resource-name" }] """,
            TerraformTemplate = """ "private_dns_name_options": [{ "hostname_type": "resource-name" }] """,
        },
        ["PrivateIpAddress"] = new("meta-data/local-ipv4", "10.9.8.7")
        {
            Request = r => r with { PrivateIpAddress = "10.9.8.7" },
            Template = t => t with { NetworkInterfaces = [new() { PrivateIpAddress = "10.9.8.7" }] },
            Api = "PrivateIpAddress=10.9.8.7",
            ApiTemplate = "NetworkInterface.1.DeviceIndex=0&NetworkInterface.1.PrivateIpAddress=10.9.8.7",
            ConfigInstance = """ "PrivateIpAddress": "10.9.8.7" """,
            JsonTemplate = """ "NetworkInterfaces": [{ "DeviceIndex": 0, "PrivateIpAddress": "10.9.8.7" }] """,
            Stack = """ "PrivateIpAddress": "10.9.8.7" """,
            Terraform = """ "private_ip": "10.9.8.7" """,
            TerraformTemplate = """ "network_interfaces": [{ "device_index": 0, "private_ip_address": "10.9.8.7" }] """,
        },
        ["HostName"] = new("meta-data/hostname", "ip-10-9-8-7.ec2.internal")
        {
            Request = r => r with { PrivateIpAddress = "10.9.8.7" },
            Template = t => t with { NetworkInterfaces = [new() { PrivateIpAddress = "10.9.8.7" }] },
            Api = "PrivateIpAddress=10.9.8.7",
            ApiTemplate = "NetworkInterface.1.DeviceIndex=0&NetworkInterface.1.PrivateIpAddress=10.9.8.7",
            ConfigInstance = """ "PrivateIpAddress": "10.9.8.7" """,
            JsonTemplate = """ "NetworkInterfaces": [{ "DeviceIndex": 0, "PrivateIpAddress": "10.9.8.7" }] """,
            Stack = """ "PrivateIpAddress": "10.9.8.7" """,
            Terraform = """ "private_ip": "10.9.8.7" """,
            TerraformTemplate = """ "network_interfaces": [{ "device_index": 0, "private_ip_address": "10.9.8.7" }] """,
        },
        ["Ipv6Address"] = new("meta-data/ipv6", "2001:db8::7")
        {
            Request = r => r with { Ipv6Addresses = ["2001:db8::7"] },
            Template = t => t with { NetworkInterfaces = [new() { Ipv6Addresses = ["2001:db8::7"] }] },
            Api = "Ipv6Address.1.Ipv6Address=2001:db8::7",
            ApiTemplate = "NetworkInterface.1.DeviceIndex=0&NetworkInterface.1.Ipv6Addresses.1.Ipv6Address=2001:db8::7",
            ConfigInstance = """ "Ipv6Address": "2001:db8::7" """,
            JsonTemplate = """ "NetworkInterfaces": [{ "DeviceIndex": 0, "Ipv6Addresses": [{ "Ipv6Address": "2001:db8::7" }] }] """,
            Stack = """ "Ipv6Addresses": [{ "Ipv6Address": "2001:db8::7" }] """,
            Terraform = """ "ipv6_addresses": ["2001:db8::7"] """,
            TerraformTemplate = """ "network_interfaces": [{ "device_index": 0, "ipv6_addresses": ["2001:db8::7"] }] """,
        },
        ["SubnetId"] = new("meta-data/network/interfaces/macs/{mac}/subnet-id", "subnet-7")
        {
            Request = r => r with { SubnetId = "subnet-7" },
            Template = t => t with { NetworkInterfaces = [new() { SubnetId = "subnet-7" }] },
            Api = "SubnetId=subnet-7",
            ApiTemplate = "NetworkInterface.1.DeviceIndex=0&NetworkInterface.1.SubnetId=subnet-7",
            ConfigInstance = """ "SubnetId": "subnet-7" """,
            JsonTemplate = """ "NetworkInterfaces": [{ "DeviceIndex": 0, "SubnetId": "subnet-7" }] """,
            Stack = """ "SubnetId": "subnet-7" """,
            Terraform = """ "subnet_id": "subnet-7" """,
            TerraformTemplate = """ "network_interfaces": [{ "device_index": 0, "subnet_id": "subnet-7" }] """,
        },
        ["SecurityGroupIds"] = new("meta-data/network/interfaces/macs/{mac}/security-group-ids", "sg-1\nsg-2")
        {
            Request = r => r with { SecurityGroupIds = ["sg-1", "sg-2"] },
            Template = t => t with { SecurityGroupIds = ["sg-1", "sg-2"] },
            Api = "SecurityGroupId.1=sg-1&SecurityGroupId.2=sg-2",
            ConfigInstance = """ "SecurityGroups": [{ "GroupId": "sg-1", "GroupName": "a" }, { "GroupId": "sg-2", "GroupName": "b" }] """,
            JsonTemplate = """ "SecurityGroupIds": ["sg-1", "sg-2"] """,
            Stack = """ "SecurityGroupIds": ["sg-1", "sg-2"] """,
            StackConfiguration = """ "SecurityGroups": ["sg-1", "sg-2"] """,
            Terraform = """ "vpc_security_group_ids": ["sg-1", "sg-2"] """,
            TerraformTemplate = """ "vpc_security_group_ids": ["sg-1", "sg-2"] """,
            TerraformConfiguration = """ "security_groups": ["sg-1", "sg-2"] """,
        },
        ["SecurityGroups"] = new("meta-data/security-groups", "web\ndb")
        {
            Request = r => r with { SecurityGroups = ["web", "db"] },
            Template = t => t with { SecurityGroups = ["web", "db"] },
            Api = "SecurityGroup.1=web&SecurityGroup.2=db",
            ConfigInstance = """ "SecurityGroups": [{ "GroupId": "sg-1", "GroupName": "web" }, { "GroupId": "sg-2", "GroupName": "db" }] """,
            JsonTemplate = """ "SecurityGroups": ["web", "db"] """,
            Stack = """ "SecurityGroups": ["web", "db"] """,
            StackConfiguration = """ "SecurityGroups": ["web", "db"] """,
            Terraform = """ "security_groups": ["web", "db"] """,
            TerraformTemplate = """ "security_group_names": ["web", "db"] """,
            TerraformConfiguration = """ "security_groups": ["web", "db"] """,
        },
        ["NetworkInterfaces"] = new("meta-data/network/interfaces/macs/{mac}/interface-id", "eni-7")
        {
            Request = r => r with { NetworkInterfaces = [new() { DeviceIndex = 0, NetworkInterfaceId = "eni-7" }] },
            Template = t => t with { NetworkInterfaces = [new() { DeviceIndex = 0, NetworkInterfaceId = "eni-7" }] },
            Api = "NetworkInterface.1.DeviceIndex=0&NetworkInterface.1.NetworkInterfaceId=eni-7",
            ConfigInstance = """ "NetworkInterfaces": [{ "NetworkInterfaceId": "eni-7" }] """,
            JsonTemplate = """ "NetworkInterfaces": [{ "DeviceIndex": 0, "NetworkInterfaceId": "eni-7" }] """,
            Stack = """ "NetworkInterfaces": [{ "DeviceIndex": "0", "NetworkInterfaceId": "eni-7" }] """,
            Terraform = """ "network_interface": [{ "device_index": 0, "network_interface_id": "eni-7" }] """,
            TerraformTemplate = """ "network_interfaces": [{ "device_index": 0, "network_interface_id": "eni-7" }] """,
        },
        ["BlockDeviceMappings"] = new("meta-data/block-device-mapping/ebs1", "/dev/sdf")
        {
            Request = r => r with { BlockDeviceMappings = [new() { DeviceName = "/dev/sdf" }] },
            Template = t => t with { BlockDeviceMappings = [new() { DeviceName = "/dev/sdf" }] },
            Api = "BlockDeviceMapping.1.DeviceName=/dev/sdf&BlockDeviceMapping.1.Ebs.VolumeSize=8",
            ConfigInstance = """ "BlockDeviceMappings": [{ "DeviceName": "/dev/sdf", "Ebs": { "VolumeId": "vol-1" } }] """,
            JsonTemplate = """ "BlockDeviceMappings": [{ "DeviceName": "/dev/sdf", "Ebs": { "VolumeSize": 8 } }] """,
            Stack = """ "BlockDeviceMappings": [{ "DeviceName": "/dev/sdf", "Ebs": { "VolumeSize": 8 } }] """,
            StackConfiguration = """ "BlockDeviceMappings": [{ "DeviceName": "/dev/sdf", "Ebs": { "VolumeSize": 8 } }] """,
            Terraform = """ "ebs_block_device": [{ "device_name": "/dev/sdf", "volume_size": 8 }] """,
            TerraformTemplate = """ "block_device_mappings": [{ "device_name": "/dev/sdf", "no_device": "", "virtual_name": "", "ebs": [{ "volume_size": 8 }] }] """,
            TerraformConfiguration = """ "ebs_block_device": [{ "device_name": "/dev/sdf", "volume_size": 8 }] """,
        },
        ["EphemeralDevice"] = new("meta-data/block-device-mapping/ephemeral0", "/dev/sdb")
        {
            Request = r => r with { BlockDeviceMappings = [new() { DeviceName = "/dev/sdb", VirtualName = "ephemeral0" }] },
            Template = t => t with { BlockDeviceMappings = [new() { DeviceName = "/dev/sdb", VirtualName = "ephemeral0" }] },
            Api = "BlockDeviceMapping.1.DeviceName=/dev/sdb&BlockDeviceMapping.1.VirtualName=ephemeral0",
            ConfigInstance = "",
            JsonTemplate = """ "BlockDeviceMappings": [{ "DeviceName": "/dev/sdb", "VirtualName": "ephemeral0" }] """,
            Stack = """ "BlockDeviceMappings": [{ "DeviceName": "/dev/sdb", "VirtualName": "ephemeral0" }] """,
            StackConfiguration = """ "BlockDeviceMappings": [{ "DeviceName": "/dev/sdb", "VirtualName": "ephemeral0" }] """,
            Terraform = """ "ephemeral_block_device": [{ "device_name": "/dev/sdb", "virtual_name": "ephemeral0" }] """,
            TerraformTemplate = """ "block_device_mappings": [{ "device_name": "/dev/sdb", "virtual_name": "ephemeral0" }] """,
            TerraformConfiguration = """ "ephemeral_block_device": [{ "device_name": "/dev/sdb", "virtual_name": "ephemeral0" }] """,
        },
        ["KeyName"] = new("meta-data/public-keys/", "0=mine")
        {
            Request = r => r with { KeyPair = new("mine", "ssh-rsa AAAA mine") },
            Template = t => t with { KeyPair = new("mine", "ssh-rsa AAAA mine") },
            Api = "KeyName=mine",
            ConfigInstance = """ "KeyName": "mine" """,
            JsonTemplate = """ "KeyName": "mine" """,
            Stack = """ "KeyName": "mine" """,
            StackConfiguration = """ "KeyName": "mine" """,
            Terraform = """ "key_name": "mine" """,
            TerraformTemplate = """ "key_name": "mine" """,
            TerraformConfiguration = """ "key_name": "mine" """,
        },
        ["InstanceProfile"] = new("meta-data/iam/security-credentials/", "web")
        {
            Request = r => r with { InstanceProfile = new() { Arn = "arn:aws:iam::123456789012:instance-profile/web", Id = "AIPA0", RoleName = "web" } },
            Template = t => t with { InstanceProfile = new() { Arn = "arn:aws:iam::123456789012:instance-profile/web", Id = "AIPA0", RoleName = "web" } },
            Api = "IamInstanceProfile.Name=web",
            ConfigInstance = """ "IamInstanceProfile": { "Arn": "arn:aws:iam::123456789012:instance-profile/web" } """,
            JsonTemplate = """ "IamInstanceProfile": { "Name": "web" } """,
            Stack = """ "IamInstanceProfile": "web" """,
            StackConfiguration = """ "IamInstanceProfile": "web" """,
            Terraform = """ "iam_instance_profile": "web" """,
            TerraformTemplate = """ "iam_instance_profile": [{ "name": "web" }] """,
            TerraformConfiguration = """ "iam_instance_profile": "web" """,
        },
        ["UserData"] = new("user-data", "hi")
        {
            Request = r => r with { UserData = [.. "hi"u8] },
            Template = t => t with { UserData = [.. "hi"u8] },
            Api = "UserData=aGk=",
            ConfigInstance = "",
            JsonTemplate = """ "UserData": "aGk=" """,
            Stack = """ "UserData": "aGk=" """,
            StackConfiguration = """ "UserData": "aGk=" """,
            Terraform = """ "user_data": "hi" """,
            TerraformTemplate = """ "user_data": "aGk=" """,
            TerraformConfiguration = """ "user_data": "hi" """,
        },
        ["Tags"] = new("meta-data/tags/instance/Name", "web")
        {
            Request = r => r with { Tags = s_tags },
            Template = t => t with { Tags = s_tags },
            Api = "TagSpecification.1.ResourceType=instance&TagSpecification.1.Tag.1.Key=Name&TagSpecification.1.Tag.1.Value=web",
            ConfigInstance = """ "Tags": [{ "Key": "Name", "Value": "web" }] """,
            JsonTemplate = """ "TagSpecifications": [{ "ResourceType": "instance", "Tags": [{ "Key": "Name", "Value": "web" }] }] """,
            Stack = """ "Tags": [{ "Key": "Name", "Value": "web" }] """,
            Terraform = """ "tags": { "Name": "web" } """,
            TerraformTemplate = """ "tag_specifications": [{ "resource_type": "instance", "tags": { "Name": "web" } }] """,
        },
    };

    private static readonly ImmutableSortedDictionary<string, string> s_tags = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("Name", "web");
}
