using System.Text;
using Amazon.EC2;
using Amazon.EC2.Model;
using FakeImds.Ec2;

namespace FakeImds.Ec2Api.Tests;

public sealed class LaunchTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_launched_instance_has_the_options_of_the_request_and_a_metadata_service_that_agrees()
    {
        await using var host = await ApiHost.StartAsync();
        var launched = await host.Ec2.RunInstancesAsync(
            new Amazon.EC2.Model.RunInstancesRequest
            {
                ImageId = host.Image(),
                InstanceType = InstanceType.C6iLarge,
                MinCount = 1,
                MaxCount = 1,
                MetadataOptions = new InstanceMetadataOptionsRequest { HttpTokens = "required", HttpPutResponseHopLimit = 3, InstanceMetadataTags = "enabled" },
                TagSpecifications = [new TagSpecification { ResourceType = ResourceType.Instance, Tags = [new Tag("Name", "web")] }],
            },
            Cancel);
        var reply = launched.Reservation.Instances.Single();
        reply.State.Name.Value.ShouldBe("pending");
        reply.MetadataOptions.State.Value.ShouldBe("pending");
        await DataPlane.MustAgreeAsync(reply);

        var described = await Ec2Launch.DescribeAsync(host, reply.InstanceId);
        described.State.Name.Value.ShouldBe("running");
        described.MetadataOptions.State.Value.ShouldBe("applied");
        described.MetadataOptions.HttpTokens.Value.ShouldBe("required");
        described.MetadataOptions.HttpPutResponseHopLimit.ShouldBe(3);
        described.MetadataOptions.HttpEndpoint.Value.ShouldBe("enabled");
        described.MetadataOptions.HttpProtocolIpv6.Value.ShouldBe("disabled");
        described.MetadataOptions.InstanceMetadataTags.Value.ShouldBe("enabled");
        described.InstanceType.Value.ShouldBe("c6i.large");
        await DataPlane.MustAgreeAsync(described);
    }

    [Fact]
    public async Task Several_instances_of_one_launch_are_one_reservation()
    {
        await using var host = await ApiHost.StartAsync();
        var image = host.Image();
        var launched = await host.Ec2.RunInstancesAsync(new Amazon.EC2.Model.RunInstancesRequest { ImageId = image, MinCount = 2, MaxCount = 3 }, Cancel);
        launched.Reservation.Instances.Select(static i => i.AmiLaunchIndex!.Value).ShouldBe([0, 1, 2]);
        await host.Ec2.RunInstancesAsync(new Amazon.EC2.Model.RunInstancesRequest { ImageId = image, MinCount = 1, MaxCount = 1 }, Cancel);
        var all = await host.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest(), Cancel);

        // The first is the emulator's own instance.
        all.Reservations.Select(static r => r.Instances.Count).ShouldBe([1, 3, 1]);
    }

    [Fact]
    public async Task The_template_fills_what_the_request_leaves_open()
    {
        await using var host = await ApiHost.StartAsync();
        var template = await host.Ec2.CreateLaunchTemplateAsync(
            new CreateLaunchTemplateRequest
            {
                LaunchTemplateName = "web",
                LaunchTemplateData = new RequestLaunchTemplateData
                {
                    ImageId = host.Image(),
                    InstanceType = InstanceType.M5Large,
                    MetadataOptions = new LaunchTemplateInstanceMetadataOptionsRequest { HttpTokens = "required", HttpPutResponseHopLimit = 2 },
                },
            },
            Cancel);
        var launched = await host.Ec2.RunInstancesAsync(
            new Amazon.EC2.Model.RunInstancesRequest
            {
                MinCount = 1,
                MaxCount = 1,
                LaunchTemplate = new LaunchTemplateSpecification { LaunchTemplateId = template.LaunchTemplate.LaunchTemplateId },
                MetadataOptions = new InstanceMetadataOptionsRequest { HttpPutResponseHopLimit = 5 },
            },
            Cancel);
        var instance = launched.Reservation.Instances.Single();
        instance.InstanceType.Value.ShouldBe("m5.large");
        instance.MetadataOptions.HttpTokens.Value.ShouldBe("required");
        instance.MetadataOptions.HttpPutResponseHopLimit.ShouldBe(5);
        await DataPlane.MustAgreeAsync(instance);
    }

    [Fact]
    public async Task User_data_key_profile_and_network_of_the_request_are_what_metadata_shows()
    {
        await using var host = await ApiHost.StartAsync();
        var launched = await host.Ec2.RunInstancesAsync(
            new Amazon.EC2.Model.RunInstancesRequest
            {
                ImageId = host.Image(),
                MinCount = 1,
                MaxCount = 1,
                KeyName = "mine",
                IamInstanceProfile = new IamInstanceProfileSpecification { Name = "web-role" },
                UserData = Convert.ToBase64String(Encoding.UTF8.GetBytes("#!/bin/sh\necho hello\n")),
                Placement = new Amazon.EC2.Model.Placement { AvailabilityZone = "us-east-1c" },
                NetworkInterfaces =
                [
                    new InstanceNetworkInterfaceSpecification { DeviceIndex = 0, SubnetId = "subnet-1", PrivateIpAddress = "10.1.2.3", Groups = ["sg-1"], AssociatePublicIpAddress = false },
                    new InstanceNetworkInterfaceSpecification { DeviceIndex = 1, PrivateIpAddress = "10.1.9.9" },
                ],
            },
            Cancel);
        var instance = launched.Reservation.Instances.Single();
        instance.PrivateIpAddress.ShouldBe("10.1.2.3");
        instance.PublicIpAddress.ShouldBeNull();
        instance.NetworkInterfaces.Count.ShouldBe(2);
        instance.IamInstanceProfile.Arn.ShouldBe("arn:aws:iam::123456789012:instance-profile/web-role");

        using var metadata = host.Emulator.CreateClient(instance: host.Region.Instances.Get(instance.InstanceId));
        (await metadata.GetStringAsync("latest/user-data", Cancel)).ShouldBe("#!/bin/sh\necho hello\n");
        (await metadata.GetStringAsync("latest/meta-data/local-ipv4", Cancel)).ShouldBe("10.1.2.3");
        (await metadata.GetStringAsync("latest/meta-data/placement/availability-zone", Cancel)).ShouldBe("us-east-1c");
        (await metadata.GetStringAsync("latest/meta-data/public-keys/", Cancel)).ShouldBe("0=mine");
        (await metadata.GetStringAsync("latest/meta-data/iam/security-credentials/", Cancel)).ShouldBe("web-role");
        (await metadata.GetStringAsync("latest/meta-data/network/interfaces/macs/", Cancel)).Split('\n').Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_client_token_launches_once()
    {
        await using var host = await ApiHost.StartAsync();
        var request = new Amazon.EC2.Model.RunInstancesRequest { ImageId = host.Image(), MinCount = 1, MaxCount = 1, ClientToken = "once" };
        var first = await host.Ec2.RunInstancesAsync(request, Cancel);
        var again = await host.Ec2.RunInstancesAsync(request, Cancel);
        again.Reservation.Instances.Single().InstanceId.ShouldBe(first.Reservation.Instances.Single().InstanceId);
        again.Reservation.Instances.Single().ClientToken.ShouldBe("once");
        request.MaxCount = 2;
        var error = await Should.ThrowAsync<AmazonEC2Exception>(host.Ec2.RunInstancesAsync(request, Cancel));
        error.ErrorCode.ShouldBe("IdempotentParameterMismatch");
        host.Region.Instances.All.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_enforcing_account_refuses_a_launch_that_resolves_to_optional()
    {
        await using var host = await ApiHost.StartAsync();
        await host.Ec2.ModifyInstanceMetadataDefaultsAsync(new ModifyInstanceMetadataDefaultsRequest { HttpTokensEnforced = "enabled" }, Cancel);
        var error = await Should.ThrowAsync<AmazonEC2Exception>(host.Ec2.RunInstancesAsync(
            new Amazon.EC2.Model.RunInstancesRequest { ImageId = host.Image(), MinCount = 1, MaxCount = 1 }, Cancel));
        error.ErrorCode.ShouldBe("UnsupportedOperation");
        error.Message.ShouldStartWith("You can't launch instances with IMDSv1 because httpTokensEnforced is enabled for this account.");
        host.Region.Instances.All.Count.ShouldBe(1);
        await host.Ec2.RunInstancesAsync(
            new Amazon.EC2.Model.RunInstancesRequest { ImageId = host.Image("v2-only", ImdsSupport.V2), MinCount = 1, MaxCount = 1 }, Cancel);
    }

    [Fact]
    public async Task Parameters_that_metadata_does_not_show_are_accepted()
    {
        await using var host = await ApiHost.StartAsync();
        var launched = await host.Ec2.RunInstancesAsync(
            new Amazon.EC2.Model.RunInstancesRequest
            {
                ImageId = host.Image(),
                MinCount = 1,
                MaxCount = 1,
                EbsOptimized = true,
                BlockDeviceMappings = [new Amazon.EC2.Model.BlockDeviceMapping { DeviceName = "/dev/xvda", Ebs = new EbsBlockDevice { VolumeSize = 20, VolumeType = "gp3" } }],
                CpuOptions = new CpuOptionsRequest { CoreCount = 1, ThreadsPerCore = 1 },
                CreditSpecification = new CreditSpecificationRequest { CpuCredits = "standard" },
                EnclaveOptions = new EnclaveOptionsRequest { Enabled = false },
                MaintenanceOptions = new InstanceMaintenanceOptionsRequest { AutoRecovery = "default" },
                TagSpecifications = [new TagSpecification { ResourceType = ResourceType.Volume, Tags = [new Tag("a", "b")] }],
            },
            Cancel);
        var instance = launched.Reservation.Instances.Single();
        await DataPlane.MustAgreeAsync(instance);
        instance.BlockDeviceMappings.ShouldHaveSingleItem().Ebs.VolumeId.ShouldStartWith("vol-");
    }
}
