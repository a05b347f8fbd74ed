using System.Text;
using FakeImds.Iac.Tests.Documents;

namespace FakeImds.Iac.Tests.AwsCli;

public sealed class ConfigMappingTests
{
    [Fact]
    public void The_output_of_run_instances_can_be_pasted()
    {
        var instance = ConfigText.Description("""{ "Groups": [], "Instances": [ { "InstanceId": "i-1" } ], "OwnerId": "111122223333", "ReservationId": "r-1" }""");

        (instance.InstanceId, instance.AccountId, instance.ReservationId).ShouldBe(("i-1", "111122223333", "r-1"));
    }

    [Fact]
    public void Terminated_instances_are_passed_over()
    {
        const string Json = """{ "Instances": [ { "InstanceId": "i-1", "State": { "Code": 48, "Name": "terminated" } }, { "InstanceId": "i-2" } ] }""";

        ConfigText.Description(Json).InstanceId.ShouldBe("i-2");
    }

    [Fact]
    public void The_served_instance_can_be_named()
    {
        const string Json = """{ "Reservations": [ { "Instances": [ { "InstanceId": "i-1" } ] }, { "Instances": [ { "InstanceId": "i-2" } ] } ], "FakeImds": { "InstanceId": "i-2" } }""";

        ConfigText.Description(Json).InstanceId.ShouldBe("i-2");
    }

    [Fact]
    public void What_a_pasted_instance_does_not_mention_it_does_not_have()
    {
        var instance = ConfigText.Description("""{ "Instances": [ { "InstanceId": "i-1", "State": { "Code": 16, "Name": "running" } } ] }""");

        instance.InstanceProfile.ShouldBeNull();
        instance.KeyPair.ShouldBeNull();
    }

    [Fact]
    public void What_a_written_instance_does_not_mention_is_made_up()
    {
        var instance = ConfigText.Description("""{ "Instances": [ { "PrivateIpAddress": "10.9.8.7" } ] }""");

        instance.InstanceProfile.ShouldNotBeNull();
        var network = instance.NetworkInterfaces.ShouldHaveSingleItem();
        network.LocalIpv4s.ShouldBe(["10.9.8.7"]);
        network.LocalHostname.ShouldBe("ip-10-9-8-7.ec2.internal");
        network.Ipv4Associations.ShouldBeEmpty();
        network.SubnetIpv4CidrBlock.ShouldBe("10.9.0.0/20");
        network.VpcIpv4CidrBlocks.ShouldBe(["10.9.0.0/16"]);
    }

    [Fact]
    public void A_role_can_fail() =>
        ConfigText.Description("""{ "FakeImds": { "Role": { "Code": "AssumeRoleUnauthorizedAccess", "Message": "no" } } }""")
            .InstanceProfile!.Code.ShouldBe("AssumeRoleUnauthorizedAccess");

    [Fact]
    public void Key_pairs_bring_their_public_key() =>
        ConfigText.Description("""{ "Instances": [ { "KeyName": "k" } ], "KeyPairs": [ { "KeyName": "k", "PublicKey": "ssh-rsa AAAA k\n" } ] }""")
            .KeyPair.ShouldBe(new Ec2.KeyPair("k", "ssh-rsa AAAA k"));

    [Fact]
    public void A_launch_without_an_instance_takes_the_template_s_data()
    {
        var instance = ConfigText.Description("""
            {
              "LaunchTemplateVersions": [
                { "LaunchTemplateId": "lt-1", "VersionNumber": 2, "DefaultVersion": false, "LaunchTemplateData": { "InstanceType": "m7g.large" } },
                { "LaunchTemplateId": "lt-1", "VersionNumber": 1, "DefaultVersion": true, "LaunchTemplateData": {
                  "InstanceType": "c7g.large", "UserData": "aGk=", "Placement": { "AvailabilityZone": "us-west-2-lax-1a" },
                  "TagSpecifications": [ { "ResourceType": "volume", "Tags": [ { "Key": "a", "Value": "b" } ] }, { "ResourceType": "instance", "Tags": [ { "Key": "c", "Value": "d" } ] } ] } },
              ]
            }
            """);

        instance.InstanceType.ShouldBe("c7g.large");
        Encoding.UTF8.GetString(instance.UserData.AsSpan()).ShouldBe("hi");
        instance.Placement.Region.ShouldBe("us-west-2");
        instance.Tags.ShouldBe([KeyValuePair.Create("aws:ec2launchtemplate:id", "lt-1"), KeyValuePair.Create("aws:ec2launchtemplate:version", "1"), KeyValuePair.Create("c", "d")]);
    }

    [Theory]
    [InlineData("$Latest", "m7g.large")]
    [InlineData("$Default", "c7g.large")]
    [InlineData("2", "m7g.large")]
    public void The_template_s_version_can_be_named(string version, string type) => ConfigText.Description($$"""
            {
              "LaunchTemplateVersions": [
                { "LaunchTemplateName": "web", "VersionNumber": 2, "DefaultVersion": false, "LaunchTemplateData": { "InstanceType": "m7g.large" } },
                { "LaunchTemplateName": "web", "VersionNumber": 1, "DefaultVersion": true, "LaunchTemplateData": { "InstanceType": "c7g.large" } },
              ],
              "FakeImds": { "LaunchTemplate": { "LaunchTemplateName": "web", "Version": "{{version}}" } }
            }
            """).InstanceType.ShouldBe(type);

    [Fact]
    public void Interfaces_stand_in_the_order_of_their_device_numbers()
    {
        var interfaces = ConfigText.Description("""
            { "Instances": [ { "NetworkInterfaces": [
              { "MacAddress": "06:00:00:00:00:02", "NetworkInterfaceId": "eni-2", "SubnetId": "subnet-1", "VpcId": "vpc-1", "PrivateIpAddress": "172.31.0.9", "Attachment": { "DeviceIndex": 1, "NetworkCardIndex": 1 } },
              { "MacAddress": "06:00:00:00:00:01", "PrivateIpAddress": "172.31.0.8", "Attachment": { "DeviceIndex": 0, "NetworkCardIndex": 0 } } ] } ] }
            """).NetworkInterfaces;

        interfaces.Select(static i => (i.Mac[^1], i.DeviceNumber, i.NetworkCard)).ShouldBe([('1', 0, 0), ('2', 1, 1)]);
    }
}
