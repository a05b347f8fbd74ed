using System.Collections.Immutable;
using FakeImds.Ec2;

namespace FakeImds.Tests.Ec2;

/// <summary>A request and its launch template become one launch, member by member.</summary>
public sealed class LaunchMergeTests
{
    private readonly Ec2Region _region = TestRegion.New();

    [Fact]
    public void A_placement_is_merged_field_by_field_and_one_name_of_a_zone_replaces_both()
    {
        Template(new() { Placement = new() { AvailabilityZoneId = "use1-az3", GroupName = "group", PartitionNumber = 3, Tenancy = "dedicated" } });

        var placement = Launch(new() { Placement = new() { AvailabilityZone = "us-east-1b", PartitionNumber = 7 } }).Placement;

        (placement.AvailabilityZone, placement.AvailabilityZoneId).ShouldBe(("us-east-1b", "use1-az2"));
        (placement.GroupName, placement.PartitionNumber, placement.Tenancy).ShouldBe(("group", 7, "dedicated"));
        Launch(new()).Placement.AvailabilityZone.ShouldBe("us-east-1c");
    }

    [Fact]
    public void Lists_are_replaced_as_a_whole()
    {
        Template(new()
        {
            NetworkInterfaces = [new() { DeviceIndex = 0, PrivateIpAddress = "10.0.0.1" }, new() { DeviceIndex = 1, PrivateIpAddress = "10.0.0.2" }],
            BlockDeviceMappings = [new() { DeviceName = "/dev/sdf" }, new() { DeviceName = "/dev/sdg" }],
        });

        var mine = Launch(new() { NetworkInterfaces = [new() { PrivateIpAddress = "10.0.0.9" }], BlockDeviceMappings = [new() { DeviceName = "/dev/sdh" }] });

        mine.NetworkInterfaces.ShouldHaveSingleItem().LocalIpv4s.ShouldBe(["10.0.0.9"]);
        mine.BlockDevices.Ebs.ShouldBe(["/dev/sdh"]);
        var theirs = Launch(new());
        theirs.NetworkInterfaces.Select(static n => n.LocalIpv4s[0]).ShouldBe(["10.0.0.1", "10.0.0.2"]);
        theirs.BlockDevices.Ebs.ShouldBe(["/dev/sdf", "/dev/sdg"]);
    }

    [Theory]
    [InlineData("subnet ID")]
    [InlineData("private address")]
    [InlineData("security groups")]
    public void Interfaces_of_the_template_exclude_what_the_request_says_of_the_instance(string what)
    {
        Template(new() { NetworkInterfaces = [new()] });
        var request = what switch
        {
            "subnet ID" => new RunInstancesRequest { SubnetId = "subnet-1" },
            "private address" => new RunInstancesRequest { PrivateIpAddress = "10.0.0.1" },
            _ => new RunInstancesRequest { SecurityGroupIds = ["sg-1"] },
        };

        var error = TestRegion.Refusal(() => Launch(request));

        error.Code.ShouldBe("InvalidParameterCombination");
        error.Message.ShouldContain(what);
        _region.Instances.All.ShouldBeEmpty();
    }

    [Fact]
    public void What_EC2_has_no_value_for_is_refused()
    {
        RunInstancesRequest[] bad =
        [
            new() { PrivateIpAddress = "10.0.0.256" },
            new() { PrivateIpAddress = "10.1" },
            new() { Ipv6Addresses = ["10.0.0.1"] },
            new() { Ipv6AddressCount = 51 },
            new() { MarketType = "spott" },
            new() { HostnameType = "name" },
            new() { Placement = new() { Tenancy = "shared" } },
            new() { Placement = new() { AvailabilityZoneId = "euw1-az1" } },
            new() { NetworkInterfaces = [new() { DeviceIndex = 1 }, new() { DeviceIndex = 1 }] },
            new() { NetworkInterfaces = [new() { PrivateIpAddresses = [new("x")] }] },
        ];
        foreach (var request in bad)
        {
            TestRegion.Refusal(() => _region.Launch(request)).Code.ShouldBe("InvalidParameterValue", request.ToString());
        }
    }

    [Fact]
    public void The_default_group_is_known_by_name_and_id_and_others_by_what_was_given()
    {
        var own = _region.Launch().Snapshot.Description.PrimaryInterface!;

        var byName = _region.Launch(new RunInstancesRequest { SecurityGroups = ["default", "web"] }).Snapshot.Description.PrimaryInterface!;
        var byId = _region.Launch(new RunInstancesRequest { SecurityGroupIds = [own.SecurityGroupIds[0], "sg-1"] }).Snapshot.Description.PrimaryInterface!;

        byName.SecurityGroups.ShouldBe(["default", "web"]);
        byName.SecurityGroupIds.Length.ShouldBe(2);
        byName.SecurityGroupIds[0].ShouldBe(own.SecurityGroupIds[0]);
        byId.SecurityGroupIds.ShouldBe([own.SecurityGroupIds[0], "sg-1"]);
        byId.SecurityGroups.ShouldBe(["default", "sg-1"]);
    }

    [Fact]
    public void The_image_s_devices_come_first_and_can_be_left_out()
    {
        var image = new Ec2Image { ImageId = "ami-1", Name = "mapped", BlockDeviceMappings = [new() { DeviceName = "/dev/sdb" }, new() { DeviceName = "/dev/sdc", VirtualName = "ephemeral0" }] };
        _region.Images.Register(image);
        var request = new RunInstancesRequest { ImageId = "ami-1", BlockDeviceMappings = [new() { DeviceName = "/dev/xvda" }, new() { DeviceName = "/dev/sdd" }] };

        var devices = Devices(request);
        (devices.Root, string.Join(' ', devices.Ebs), string.Join(' ', devices.Ephemeral)).ShouldBe(("/dev/xvda", "/dev/sdb /dev/sdd", "/dev/sdc"));
        Devices(request with { BlockDeviceMappings = [new() { DeviceName = "/dev/sdb", NoDevice = true }] }).Ebs.ShouldBeEmpty();

        BlockDeviceMapping Devices(RunInstancesRequest launch) => _region.Instances.Run(launch)[0].Snapshot.Description.BlockDevices;
    }

    [Fact]
    public void A_host_name_of_the_resource_has_the_instance_s_id()
    {
        var launched = _region.Launch(new RunInstancesRequest { HostnameType = "resource-name" });
        launched.Snapshot.Description.PrimaryInterface!.LocalHostname.ShouldBe(launched.InstanceId + ".ec2.internal");

        var named = _region.Launch(new RunInstancesRequest { HostnameType = "resource-name", Describe = static d => d with { InstanceId = "i-1" } });
        named.Snapshot.Description.PrimaryInterface!.LocalHostname.ShouldBe("i-1.ec2.internal");
    }

    [Fact]
    public void Interfaces_that_give_no_address_have_one_each_but_for_EFA_alone()
    {
        var interfaces = _region.Launch(new RunInstancesRequest
        {
            NetworkInterfaces =
            [
                new() { NetworkCardIndex = 1, DeviceIndex = 1, InterfaceType = "efa-only" },
                new() { DeviceIndex = 0, SecondaryPrivateIpAddressCount = 2, Ipv6AddressCount = 1, Ipv4Prefixes = ["10.0.1.16/28"] },
                new() { DeviceIndex = 1 },
            ],
        }).Snapshot.Description.NetworkInterfaces;

        interfaces.Select(static n => (n.DeviceNumber, n.NetworkCard)).ShouldBe([(0, null), (1, null), (1, 1)]);
        interfaces.Select(static n => n.LocalIpv4s.Length).ShouldBe([3, 1, 0]);
        interfaces.SelectMany(static n => n.LocalIpv4s).ShouldBeUnique();
        interfaces.Select(static n => n.Mac).ShouldBeUnique();
        interfaces[0].Ipv6s.Length.ShouldBe(1);
        interfaces[0].Ipv4Prefixes.ShouldBe(["10.0.1.16/28"]);
        interfaces[2].LocalHostname.ShouldBeNull();
    }

    [Fact]
    public void A_placement_group_known_by_id_alone_is_shown_by_id() =>
        _region.Launch(new RunInstancesRequest { Placement = new() { GroupId = "pg-1" } }).Snapshot.Description.Placement.GroupName.ShouldBe("pg-1");

    [Fact]
    public void A_market_other_than_Spot_is_on_demand() =>
        _region.Launch(new RunInstancesRequest { MarketType = "capacity-block" }).Snapshot.Description.InstanceLifeCycle.ShouldBe("on-demand");

    [Fact]
    public void An_address_outside_the_default_subnet_is_in_blocks_of_the_default_sizes()
    {
        var network = _region.Launch(new RunInstancesRequest { PrivateIpAddress = "10.9.200.7" }).Snapshot.Description.PrimaryInterface!;

        (network.SubnetIpv4CidrBlock, network.VpcIpv4CidrBlocks.Single()).ShouldBe(("10.9.192.0/20", "10.9.0.0/16"));
    }

    private void Template(LaunchTemplateData data) => _region.LaunchTemplates.Create("web", data);

    private InstanceDescription Launch(RunInstancesRequest request) => _region.Launch(request with { LaunchTemplate = "web" }).Snapshot.Description;
}
