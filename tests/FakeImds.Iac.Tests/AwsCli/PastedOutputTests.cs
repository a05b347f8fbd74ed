using System.Text;
using FakeImds.Ec2;
using FakeImds.Iac.Tests.Documents;

namespace FakeImds.Iac.Tests.AwsCli;

/// <summary>The sample is what the AWS CLI prints, pasted whole.</summary>
public sealed class PastedOutputTests
{
    private readonly InstanceDescription _instance = ConfigText.Description(ConfigText.Sample);

    [Fact]
    public void The_instance_has_what_was_printed()
    {
        _instance.InstanceId.ShouldBe("i-0123456789abcdef0");
        _instance.AccountId.ShouldBe("111122223333");
        _instance.ReservationId.ShouldBe("r-0a1b2c3d4e5f60718");
        _instance.ImageId.ShouldBe("ami-0abcdef1234567890");
        _instance.InstanceType.ShouldBe("c6i.large");
        _instance.LaunchTime.ShouldBe(new DateTimeOffset(2026, 11, 20, 9, 30, 1, TimeSpan.Zero));
        _instance.SecurityGroups.ShouldBe(["web"]);
        _instance.HibernationConfigured.ShouldBe(false);
        _instance.Monitoring.ShouldBeFalse();
        _instance.Tags["Name"].ShouldBe("web-1");
        _instance.BlockDevices.Root.ShouldBe("/dev/xvda");
        _instance.BlockDevices.Ami.ShouldBe("xvda");
        _instance.BlockDevices.Ebs.ShouldBe(["/dev/sdf"]);
    }

    [Fact]
    public void Its_placement_has_an_empty_group_name_as_none()
    {
        _instance.Placement.Region.ShouldBe("eu-west-1");
        _instance.Placement.AvailabilityZone.ShouldBe("eu-west-1b");
        _instance.Placement.AvailabilityZoneId.ShouldBe("euw1-az2");
        _instance.Placement.GroupName.ShouldBeNull();
    }

    [Fact]
    public void Its_interface_has_addresses_associations_and_blocks()
    {
        var network = _instance.NetworkInterfaces.ShouldHaveSingleItem();
        network.Mac.ShouldBe("06:29:96:8f:6a:2d");
        network.InterfaceId.ShouldBe("eni-0123456789abcdef0");
        network.LocalIpv4s.ShouldBe(["10.0.1.23", "10.0.1.24"]);
        network.Ipv4Associations.ShouldBe([new Ipv4Association("203.0.113.25", "10.0.1.23")]);
        network.Ipv6s.ShouldBe(["2001:db8:1234:1a00::123"]);
        network.LocalHostname.ShouldBe("ip-10-0-1-23.eu-west-1.compute.internal");
        network.PublicHostname.ShouldBe("ec2-203-0-113-25.eu-west-1.compute.amazonaws.com");
        network.SubnetIpv4CidrBlock.ShouldBe("10.0.1.0/24");
        network.VpcIpv4CidrBlocks.ShouldBe(["10.0.0.0/16"]);
        network.SecurityGroupIds.ShouldBe(["sg-0123456789abcdef0"]);
        network.NetworkCard.ShouldBeNull();
    }

    [Fact]
    public void Key_profile_and_user_data_come_from_instance_and_template()
    {
        _instance.KeyPair!.Name.ShouldBe("web");
        _instance.KeyPair.OpenSshKey.ShouldStartWith("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI");
        _instance.InstanceProfile!.Arn.ShouldBe("arn:aws:iam::111122223333:instance-profile/app/web-role");
        _instance.InstanceProfile.RoleName.ShouldBe("web-role");
        Encoding.UTF8.GetString(_instance.UserData.AsSpan()).ShouldBe("#!/bin/sh\necho hello\n");
    }

    [Fact]
    public void Our_own_section_adds_the_rest()
    {
        _instance.TargetLifecycleState.ShouldBe("InService");
        _instance.ScheduledEvents.ShouldHaveSingleItem().State.ShouldBe("active");
        Encoding.UTF8.GetString(_instance.Overrides["meta-data/services/domain"].Content!.Value.AsSpan()).ShouldBe("example.test");
        _instance.Overrides["meta-data/hibernation/configured"].ShouldBe(LiteralValue.Removed);
    }

    [Fact]
    public void The_options_of_all_four_sources_are_kept_apart()
    {
        var settings = ConfigText.Settings(ConfigText.Sample);

        var launch = settings.Plan.Launches[0].Request.MetadataOptions!;
        launch.HttpTokens.ShouldBe(HttpTokens.Required);
        launch.HttpPutResponseHopLimit.ShouldBe(2);
        settings.Plan.Templates.ShouldHaveSingleItem().Value.Version("3").Data.MetadataOptions!.HttpPutResponseHopLimit.ShouldBe(3);
        settings.Plan.Defaults!.Value.HttpTokens.ShouldBe(DefaultHttpTokens.Required);
        settings.Plan.Images.ShouldHaveSingleItem().Value.ImdsSupport.ShouldBe(ImdsSupport.V2);
        settings.Plan.Region.ShouldBe("eu-west-1");
        settings.Seed.ShouldBe(7);
    }
}
