using Amazon.EC2;
using Amazon.EC2.Model;

namespace FakeImds.Ec2Api.Tests;

public sealed class NetworkTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Networks_volumes_and_zones_are_those_that_instances_show()
    {
        await using var host = await ApiHost.StartAsync();
        var instance = await Ec2Launch.OneAsync(host, host.Image());
        var network = instance.NetworkInterfaces.Single();

        (await host.Ec2.DescribeVpcsAsync(new DescribeVpcsRequest { VpcIds = [instance.VpcId] }, Cancel)).Vpcs.Single().CidrBlock.ShouldBe("172.31.0.0/16");
        var subnet = (await host.Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { Filters = [new Filter("vpc-id", [instance.VpcId])] }, Cancel)).Subnets.Single();
        (subnet.SubnetId, subnet.AvailabilityZone, subnet.CidrBlock).ShouldBe((instance.SubnetId, instance.Placement.AvailabilityZone, "172.31.0.0/20"));
        var group = (await host.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { GroupNames = ["default"] }, Cancel)).SecurityGroups.Single();
        group.GroupId.ShouldBe(instance.SecurityGroups.Single().GroupId);
        var found = (await host.Ec2.DescribeNetworkInterfacesAsync(new DescribeNetworkInterfacesRequest { Filters = [new Filter("attachment.instance-id", [instance.InstanceId])] }, Cancel)).NetworkInterfaces.Single();
        (found.NetworkInterfaceId, found.Attachment.InstanceId, found.MacAddress).ShouldBe((network.NetworkInterfaceId, instance.InstanceId, network.MacAddress));
        var volume = (await host.Ec2.DescribeVolumesAsync(new DescribeVolumesRequest { VolumeIds = [instance.BlockDeviceMappings.Single().Ebs.VolumeId] }, Cancel)).Volumes.Single();
        volume.Attachments.Single().InstanceId.ShouldBe(instance.InstanceId);
        var zones = (await host.Ec2.DescribeAvailabilityZonesAsync(new DescribeAvailabilityZonesRequest(), Cancel)).AvailabilityZones;
        zones.Select(static z => (z.ZoneName, z.ZoneId)).ShouldBe([("us-east-1a", "use1-az1"), ("us-east-1b", "use1-az2"), ("us-east-1c", "use1-az3")]);
    }

    [Fact]
    public async Task What_no_instance_shows_is_not_found()
    {
        await using var host = await ApiHost.StartAsync();
        (await CodeAsync(host.Ec2.DescribeVpcsAsync(new DescribeVpcsRequest { VpcIds = ["vpc-0123"] }, Cancel))).ShouldBe("InvalidVpcID.NotFound");
        (await CodeAsync(host.Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { SubnetIds = ["subnet-0123"] }, Cancel))).ShouldBe("InvalidSubnetID.NotFound");
        (await CodeAsync(host.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { GroupNames = ["web"] }, Cancel))).ShouldBe("InvalidGroup.NotFound");
        (await CodeAsync(host.Ec2.DescribeVolumesAsync(new DescribeVolumesRequest { VolumeIds = ["vol-0123"] }, Cancel))).ShouldBe("InvalidVolume.NotFound");
        (await CodeAsync(host.Ec2.DescribeNetworkInterfacesAsync(new DescribeNetworkInterfacesRequest { NetworkInterfaceIds = ["eni-0123"] }, Cancel))).ShouldBe("InvalidNetworkInterfaceID.NotFound");
        (await CodeAsync(host.Ec2.DescribeAvailabilityZonesAsync(new DescribeAvailabilityZonesRequest { ZoneNames = ["eu-west-1a"] }, Cancel))).ShouldBe("InvalidParameterValue");
    }

    private static async Task<string> CodeAsync(Task call) => (await Should.ThrowAsync<AmazonEC2Exception>(call)).ErrorCode;
}
