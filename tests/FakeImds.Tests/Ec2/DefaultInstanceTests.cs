using FakeImds.Ec2;

namespace FakeImds.Tests.Ec2;

public sealed class DefaultInstanceTests
{
    private readonly InstanceDescription _instance = TestRegion.New().Launch().Snapshot.Description;

    [Fact]
    public void It_is_an_on_demand_t3_micro_in_zone_a()
    {
        (_instance.InstanceType, _instance.Architecture, _instance.InstanceLifeCycle).ShouldBe(("t3.micro", "x86_64", "on-demand"));
        (_instance.Placement.Region, _instance.Placement.AvailabilityZone, _instance.Placement.AvailabilityZoneId).ShouldBe(("us-east-1", "us-east-1a", "use1-az1"));
        (_instance.AccountId, _instance.BlockDevices.Root, _instance.BlockDevices.Ami).ShouldBe(("123456789012", "/dev/xvda", "xvda"));
        (_instance.InstanceProfile, _instance.KeyPair, _instance.ManagedSshKeys).ShouldBe((null, null, null));
    }

    [Fact]
    public void Its_ids_have_a_prefix_and_17_hexadecimal_digits()
    {
        var network = _instance.PrimaryInterface!;

        _instance.InstanceId.ShouldMatch("^i-0[0-9a-f]{16}$");
        _instance.ImageId.ShouldMatch("^ami-0[0-9a-f]{16}$");
        _instance.ReservationId.ShouldMatch("^r-0[0-9a-f]{16}$");
        network.InterfaceId.ShouldMatch("^eni-0[0-9a-f]{16}$");
        network.SubnetId.ShouldMatch("^subnet-0[0-9a-f]{16}$");
        network.VpcId.ShouldMatch("^vpc-0[0-9a-f]{16}$");
        network.SecurityGroupIds.ShouldHaveSingleItem().ShouldMatch("^sg-0[0-9a-f]{16}$");
        network.Mac.ShouldMatch("^06(:[0-9a-f]{2}){5}$");
        TestRegion.New().LaunchTemplates.Create("web", new()).LaunchTemplateId.ShouldMatch("^lt-0[0-9a-f]{16}$");
    }

    [Fact]
    public void It_is_in_the_default_VPC_and_its_host_names_tell_its_addresses()
    {
        var network = _instance.PrimaryInterface!;
        var local = network.LocalIpv4s.ShouldHaveSingleItem();
        var association = network.Ipv4Associations.ShouldHaveSingleItem();

        local.ShouldMatch(@"^172\.31\.([0-9]|1[0-5])\.[0-9]{1,3}$");
        association.ShouldBe(new Ipv4Association(association.PublicIp, local));
        association.PublicIp.ShouldStartWith("203.0.113.");
        network.LocalHostname.ShouldBe($"ip-{local.Replace('.', '-')}.ec2.internal");
        network.PublicHostname.ShouldBe($"ec2-{association.PublicIp.Replace('.', '-')}.compute-1.amazonaws.com");
        (network.SubnetIpv4CidrBlock, network.VpcIpv4CidrBlocks[0], network.OwnerId).ShouldBe(("172.31.0.0/20", "172.31.0.0/16", _instance.AccountId));
    }

    [Theory]
    [InlineData("eu-west-1", "euw1-az1", ".eu-west-1.compute.internal", ".eu-west-1.compute.amazonaws.com")]
    [InlineData("ap-southeast-2", "apse2-az1", ".ap-southeast-2.compute.internal", ".ap-southeast-2.compute.amazonaws.com")]
    [InlineData("us-gov-west-1", "usgw1-az1", ".us-gov-west-1.compute.internal", ".us-gov-west-1.compute.amazonaws.com")]
    [InlineData("cn-northwest-1", "cnnw1-az1", ".cn-northwest-1.compute.internal", ".cn-northwest-1.compute.amazonaws.com.cn")]
    public void In_another_Region_names_follow_the_Region(string region, string zoneId, string local, string @public)
    {
        var there = TestRegion.New(name: region).Launch().Snapshot.Description;

        there.Placement.AvailabilityZone.ShouldBe(region + "a");
        there.Placement.AvailabilityZoneId.ShouldBe(zoneId);
        there.PrimaryInterface!.LocalHostname!.ShouldEndWith(local);
        there.PrimaryInterface.PublicHostname!.ShouldEndWith(@public);
    }

    [Fact]
    public void Instances_of_one_subnet_have_addresses_of_their_own()
    {
        var region = TestRegion.New();
        var networks = region.Instances.Run(region.WithImage(new() { Count = 1000 })).Select(i => i.Snapshot.Description.PrimaryInterface!).ToList();

        networks.Select(n => n.LocalIpv4s[0]).ShouldBeUnique();
        networks.Select(n => n.Mac).ShouldBeUnique();
        networks.Select(n => n.InterfaceId).ShouldBeUnique();
        networks.Take(254).Select(n => n.Ipv4Associations[0].PublicIp).ShouldBeUnique();
        networks.Select(n => HostPart(n.LocalIpv4s[0])).ShouldAllBe(host => host >= 4 && host < 4095);
    }

    [Fact]
    public void The_same_seed_makes_the_same_and_another_seed_makes_another()
    {
        Ids(1).ShouldBe(Ids(1));
        Ids(1).Intersect(Ids(2)).ShouldBeEmpty();
        Ids(1, "eu-west-1").Intersect(Ids(1)).ShouldBeEmpty();
    }

    private static int HostPart(string ip)
    {
        var parts = ip.Split('.').Select(int.Parse).ToArray();
        return (parts[2] * 256) + parts[3];
    }

    private static List<string> Ids(int seed, string name = "us-east-1")
    {
        var region = TestRegion.New(o => o.Seed = seed, name);
        var instance = region.Launch().Snapshot.Description;
        var network = instance.PrimaryInterface!;
        return
        [
            instance.InstanceId, instance.ImageId, instance.ReservationId, network.InterfaceId, network.SubnetId, network.VpcId,
            network.SecurityGroupIds[0], network.Mac, network.LocalIpv4s[0], region.LaunchTemplates.Create("web", new()).LaunchTemplateId,
        ];
    }
}
