using System.Collections.Immutable;
using System.Text;
using Amazon.EC2;
using Amazon.EC2.Model;
using FakeImds.Ec2;

namespace FakeImds.Ec2Api.Tests;

public sealed class InstanceAttributeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task User_data_of_a_stopped_instance_is_changed_and_metadata_shows_it_after_the_start()
    {
        await using var host = await ApiHost.StartAsync();
        var id = (await Ec2Launch.OneAsync(host, host.Image())).InstanceId;
        var change = new ModifyInstanceAttributeRequest { InstanceId = id, UserData = new SecureBlobAttributeValue { Value = new MemoryStream("hello"u8.ToArray()) } };
        (await CodeAsync(host.Ec2.ModifyInstanceAttributeAsync(change, Cancel))).ShouldBe("IncorrectInstanceState");
        await host.Ec2.StopInstancesAsync(new StopInstancesRequest([id]), Cancel);
        await host.Ec2.ModifyInstanceAttributeAsync(change, Cancel);
        await host.Ec2.StartInstancesAsync(new StartInstancesRequest([id]), Cancel);
        using var metadata = host.Emulator.CreateClient(instance: host.Region.Instances.Get(id));
        (await metadata.GetStringAsync("latest/user-data", Cancel)).ShouldBe("hello");
        var told = (await host.Ec2.DescribeInstanceAttributeAsync(new DescribeInstanceAttributeRequest(id, InstanceAttributeName.UserData), Cancel)).InstanceAttribute;
        Encoding.UTF8.GetString(Convert.FromBase64String(told.UserData)).ShouldBe("hello");
    }

    [Fact]
    public async Task A_protected_instance_is_neither_terminated_nor_stopped()
    {
        await using var host = await ApiHost.StartAsync();
        var id = (await Ec2Launch.OneAsync(host, host.Image())).InstanceId;
        await host.Ec2.ModifyInstanceAttributeAsync(new ModifyInstanceAttributeRequest { InstanceId = id, DisableApiTermination = true }, Cancel);
        await host.Ec2.ModifyInstanceAttributeAsync(new ModifyInstanceAttributeRequest { InstanceId = id, DisableApiStop = true }, Cancel);
        (await CodeAsync(host.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest([id]), Cancel))).ShouldBe("OperationNotPermitted");
        (await CodeAsync(host.Ec2.StopInstancesAsync(new StopInstancesRequest([id]), Cancel))).ShouldBe("OperationNotPermitted");
        host.Region.Instances.Get(id).State.ShouldBe(Ec2.InstanceState.Running);
        (await host.Ec2.DescribeInstanceAttributeAsync(new DescribeInstanceAttributeRequest(id, InstanceAttributeName.DisableApiTermination), Cancel)).InstanceAttribute.DisableApiTermination.ShouldBe(true);
        await host.Ec2.ModifyInstanceAttributeAsync(new ModifyInstanceAttributeRequest { InstanceId = id, DisableApiTermination = false }, Cancel);
        await host.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest([id]), Cancel);
    }

    [Fact]
    public async Task One_attribute_is_changed_at_a_time_and_security_groups_show_in_metadata()
    {
        await using var host = await ApiHost.StartAsync();
        var id = (await Ec2Launch.OneAsync(host, host.Image())).InstanceId;
        (await CodeAsync(host.Ec2.ModifyInstanceAttributeAsync(new ModifyInstanceAttributeRequest { InstanceId = id }, Cancel))).ShouldBe("InvalidParameterCombination");
        (await CodeAsync(host.Ec2.ModifyInstanceAttributeAsync(new ModifyInstanceAttributeRequest { InstanceId = id, SourceDestCheck = false, DisableApiStop = true }, Cancel))).ShouldBe("InvalidParameterCombination");
        await host.Ec2.ModifyInstanceAttributeAsync(new ModifyInstanceAttributeRequest { InstanceId = id, Groups = ["sg-0123456789abcdef0"] }, Cancel);
        using var metadata = host.Emulator.CreateClient(instance: host.Region.Instances.Get(id));
        (await metadata.GetStringAsync("latest/meta-data/security-groups", Cancel)).ShouldBe("sg-0123456789abcdef0");
        await host.Ec2.ModifyInstanceAttributeAsync(new ModifyInstanceAttributeRequest { InstanceId = id, SourceDestCheck = false }, Cancel);
        (await Ec2Launch.FindAsync(host, "source-dest-check", "false")).ShouldBe([id]);
    }

    [Fact]
    public async Task The_status_of_a_running_instance_is_ok_and_its_events_are_those_of_metadata()
    {
        await using var host = await ApiHost.StartAsync();
        var id = (await Ec2Launch.OneAsync(host, host.Image())).InstanceId;
        host.Region.Instances.Get(id).Update(static d => d with
        {
            ScheduledEvents = [new MaintenanceEvent { EventId = "instance-event-1", Code = "system-reboot", Description = "scheduled reboot", NotBefore = ApiHost.Start }],
        });
        var status = (await host.Ec2.DescribeInstanceStatusAsync(new DescribeInstanceStatusRequest { Filters = [new Filter("event.code", ["system-reboot"])] }, Cancel)).InstanceStatuses.Single();
        (status.InstanceId, status.Status.Status.Value, status.SystemStatus.Status.Value, status.Events.Single().InstanceEventId).ShouldBe((id, "ok", "ok", "instance-event-1"));
        await host.Ec2.StopInstancesAsync(new StopInstancesRequest([id]), Cancel);
        (await StatusesAsync(host, id, all: false)).ShouldBeEmpty();
        (await StatusesAsync(host, id, all: true)).Single().Status.Status.Value.ShouldBe("not-applicable");
    }

    [Fact]
    public async Task Template_data_of_an_instance_launches_one_like_it()
    {
        await using var host = await ApiHost.StartAsync();
        var options = new Ec2.MetadataOptions { HttpTokens = HttpTokens.Required, HttpPutResponseHopLimit = 3 };
        var id = host.Region.Instances.Run(new Ec2.RunInstancesRequest { ImageId = host.Image(), InstanceType = "c6i.large", MetadataOptions = options, UserData = [1, 2, 3] })[0].InstanceId;
        var data = (await host.Ec2.GetLaunchTemplateDataAsync(new GetLaunchTemplateDataRequest { InstanceId = id }, Cancel)).LaunchTemplateData;
        (data.InstanceType.Value, data.MetadataOptions.HttpTokens.Value, data.MetadataOptions.HttpPutResponseHopLimit, data.UserData).ShouldBe(("c6i.large", "required", 3, "AQID"));
    }

    [Fact]
    public async Task The_console_of_an_instance_is_empty()
    {
        await using var host = await ApiHost.StartAsync();
        var id = (await Ec2Launch.OneAsync(host, host.Image())).InstanceId;
        (await host.Ec2.GetConsoleOutputAsync(new GetConsoleOutputRequest { InstanceId = id }, Cancel)).Output.ShouldBeNullOrEmpty();
    }

    [Fact]
    public async Task Every_documented_filter_is_taken_and_one_of_what_is_not_simulated_matches_nothing()
    {
        await using var host = await ApiHost.StartAsync();
        var id = (await Ec2Launch.OneAsync(host, host.Image())).InstanceId;
        (await Ec2Launch.FindAsync(host, "capacity-reservation-id", "cr-1")).ShouldBeEmpty();
        (await Ec2Launch.FindAsync(host, "network-interface.attachment.instance-id", id)).ShouldBe([id]);
        (await Ec2Launch.FindAsync(host, "block-device-mapping.device-name", "/dev/xvda")).ShouldContain(id);
        (await CodeAsync(Ec2Launch.FindAsync(host, "metadata-options.http-token", "required"))).ShouldBe("InvalidParameterValue");
    }

    private static async Task<List<InstanceStatus>> StatusesAsync(ApiHost host, string id, bool all) =>
        (await host.Ec2.DescribeInstanceStatusAsync(new DescribeInstanceStatusRequest { InstanceIds = [id], IncludeAllInstances = all }, Cancel)).InstanceStatuses ?? [];

    private static async Task<string> CodeAsync(Task call) => (await Should.ThrowAsync<AmazonEC2Exception>(call)).ErrorCode;
}
