using Amazon.EC2;
using Amazon.EC2.Model;

namespace FakeImds.Ec2Api.Tests;

public sealed class InstanceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Changed_options_are_pending_in_the_reply_and_applied_after_and_the_service_follows_at_once()
    {
        await using var host = await ApiHost.StartAsync();
        var instance = await Ec2Launch.OneAsync(host, host.Image());
        var reply = await host.Ec2.ModifyInstanceMetadataOptionsAsync(
            new ModifyInstanceMetadataOptionsRequest { InstanceId = instance.InstanceId, HttpTokens = "required" }, Cancel);
        reply.InstanceId.ShouldBe(instance.InstanceId);
        reply.InstanceMetadataOptions.State.Value.ShouldBe("pending");
        reply.InstanceMetadataOptions.HttpTokens.Value.ShouldBe("required");
        reply.InstanceMetadataOptions.HttpPutResponseHopLimit.ShouldBe(1);
        var described = await Ec2Launch.DescribeAsync(host, instance.InstanceId);
        described.MetadataOptions.State.Value.ShouldBe("applied");
        await DataPlane.MustAgreeAsync(described);

        await host.Ec2.ModifyInstanceMetadataOptionsAsync(new ModifyInstanceMetadataOptionsRequest { InstanceId = instance.InstanceId, HttpEndpoint = "disabled" }, Cancel);
        described = await Ec2Launch.DescribeAsync(host, instance.InstanceId);
        described.MetadataOptions.HttpEndpoint.Value.ShouldBe("disabled");
        described.MetadataOptions.HttpTokens.Value.ShouldBe("required");
        await DataPlane.MustAgreeAsync(described);
    }

    [Fact]
    public async Task Stop_start_reboot_and_terminate_tell_the_states_of_EC2()
    {
        await using var host = await ApiHost.StartAsync();
        var id = (await Ec2Launch.OneAsync(host, host.Image())).InstanceId;
        var stopped = (await host.Ec2.StopInstancesAsync(new StopInstancesRequest { InstanceIds = [id] }, Cancel)).StoppingInstances.Single();
        (stopped.PreviousState.Name.Value, stopped.CurrentState.Name.Value).ShouldBe(("running", "stopping"));
        (stopped.PreviousState.Code, stopped.CurrentState.Code).ShouldBe((16, 64));
        (await Ec2Launch.DescribeAsync(host, id)).State.Name.Value.ShouldBe("stopped");
        var again = (await host.Ec2.StopInstancesAsync(new StopInstancesRequest { InstanceIds = [id] }, Cancel)).StoppingInstances.Single();
        (again.PreviousState.Name.Value, again.CurrentState.Name.Value).ShouldBe(("stopped", "stopped"));
        (await CodeAsync(host.Ec2.RebootInstancesAsync(new RebootInstancesRequest { InstanceIds = [id] }, Cancel))).ShouldBe("IncorrectInstanceState");
        var started = (await host.Ec2.StartInstancesAsync(new StartInstancesRequest { InstanceIds = [id] }, Cancel)).StartingInstances.Single();
        (started.PreviousState.Name.Value, started.CurrentState.Name.Value).ShouldBe(("stopped", "pending"));
        await host.Ec2.RebootInstancesAsync(new RebootInstancesRequest { InstanceIds = [id] }, Cancel);
        await DataPlane.MustAgreeAsync(await Ec2Launch.DescribeAsync(host, id));
        var ended = (await host.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [id] }, Cancel)).TerminatingInstances.Single();
        (ended.PreviousState.Name.Value, ended.CurrentState.Name.Value).ShouldBe(("running", "shutting-down"));
        var terminated = await Ec2Launch.DescribeAsync(host, id);
        terminated.State.Name.Value.ShouldBe("terminated");
        (terminated.Tags ?? []).ShouldBeEmpty();
        (await CodeAsync(host.Ec2.StartInstancesAsync(new StartInstancesRequest { InstanceIds = [id] }, Cancel))).ShouldBe("IncorrectInstanceState");
    }

    [Fact]
    public async Task A_terminated_instance_is_forgotten_after_an_hour()
    {
        await using var host = await ApiHost.StartAsync();
        var id = (await Ec2Launch.OneAsync(host, host.Image())).InstanceId;
        await host.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [id] }, Cancel);
        host.Time.Advance(TimeSpan.FromMinutes(59));
        (await Ec2Launch.FindAsync(host, "instance-id", id)).ShouldBe([id]);
        host.Time.Advance(TimeSpan.FromMinutes(1));
        (await Ec2Launch.FindAsync(host, "instance-id", id)).ShouldBeEmpty();
        (await CodeAsync(host.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [id] }, Cancel))).ShouldBe("InvalidInstanceID.NotFound");
    }

    [Fact]
    public async Task The_port_of_a_terminated_instance_is_closed()
    {
        await using var host = await ApiHost.StartAsync();
        var instance = await Ec2Launch.OneAsync(host, host.Image());
        using var client = new HttpClient { BaseAddress = new Uri(instance.Tags.Single(static t => t.Key == DataPlane.EndpointTag).Value) };
        await host.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [instance.InstanceId] }, Cancel);
        var error = await Should.ThrowAsync<HttpRequestException>(client.GetAsync("/", Cancel));
        error.HttpRequestError.ShouldBe(HttpRequestError.ConnectionError);
    }

    [Fact]
    public async Task Filters_find_instances_by_their_metadata_options()
    {
        await using var host = await ApiHost.StartAsync();
        await host.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [host.Emulator.Instance.InstanceId] }, Cancel);
        var image = host.Image();
        var v1 = await Ec2Launch.OneAsync(host, image);
        var v2 = await Ec2Launch.OneAsync(host, image, new InstanceMetadataOptionsRequest { HttpTokens = "required", HttpPutResponseHopLimit = 2 });
        var off = await Ec2Launch.OneAsync(host, image, new InstanceMetadataOptionsRequest { HttpEndpoint = "disabled", HttpProtocolIpv6 = "enabled", InstanceMetadataTags = "enabled" });
        async Task<string> Find(string filter, params string[] values) =>
            string.Join(' ', (await Ec2Launch.FindAsync(host, filter, values)).Where(i => i != host.Emulator.Instance.InstanceId).Select(i => i == v1.InstanceId ? "v1" : i == v2.InstanceId ? "v2" : "off"));

        (await Find("metadata-options.http-tokens", "optional")).ShouldBe("v1 off");
        (await Find("metadata-options.http-tokens", "req*")).ShouldBe("v2");
        (await Find("metadata-options.http-put-response-hop-limit", "2")).ShouldBe("v2");
        (await Find("metadata-options.http-endpoint", "disabled")).ShouldBe("off");
        (await Find("metadata-options.http-protocol-ipv4", "enabled")).ShouldBe("v1 v2");
        (await Find("metadata-options.http-protocol-ipv6", "enabled")).ShouldBe("off");
        (await Find("metadata-options.instance-metadata-tags", "disabled")).ShouldBe("v1 v2");
        (await Find("metadata-options.state", "applied")).ShouldBe("v1 v2 off");
        (await CodeAsync(host.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { Filters = [new Filter("metadata-options.color", ["red"])] }, Cancel)))
            .ShouldBe("InvalidParameterValue");
    }

    [Fact]
    public async Task Pages_hold_every_instance_once()
    {
        await using var host = await ApiHost.StartAsync(static o => o.ShowMetadataEndpoint = false);
        await Ec2Launch.ManyAsync(host, host.Image(), 12);
        var found = new List<string>();
        string? next = null;
        do
        {
            var page = await host.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { MaxResults = 5, NextToken = next }, Cancel);
            var ids = page.Reservations.SelectMany(static r => r.Instances).Select(static i => i.InstanceId).ToArray();
            ids.Length.ShouldBeInRange(1, 5);
            found.AddRange(ids);
            next = page.NextToken;
        }
        while (next is not null);

        found.Count.ShouldBe(13);
        found.ShouldBeUnique();
        (await CodeAsync(host.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { NextToken = "nonsense" }, Cancel))).ShouldBe("InvalidNextToken");
        (await CodeAsync(host.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { MaxResults = 4 }, Cancel))).ShouldBe("InvalidParameterValue");
    }

    [Fact]
    public async Task A_page_goes_on_behind_an_instance_that_no_longer_matches()
    {
        await using var host = await ApiHost.StartAsync(static o => o.ShowMetadataEndpoint = false);
        var all = (await Ec2Launch.ManyAsync(host, host.Image(), 8)).Select(static i => i.InstanceId).Prepend(host.Emulator.Instance.InstanceId).ToArray();
        var request = new DescribeInstancesRequest { MaxResults = 5, Filters = [new Filter("instance-state-name", ["running"])] };
        request.NextToken = (await host.Ec2.DescribeInstancesAsync(request, Cancel)).NextToken.ShouldNotBeNull();
        await host.Ec2.StopInstancesAsync(new StopInstancesRequest { InstanceIds = [all[4]] }, Cancel);

        var rest = await host.Ec2.DescribeInstancesAsync(request, Cancel);

        rest.Reservations.SelectMany(static r => r.Instances).Select(static i => i.InstanceId).ShouldBe(all[5..]);
        rest.NextToken.ShouldBeNull();
    }

    [Fact]
    public async Task A_filter_on_ids_finds_those_that_there_are_in_order_of_launch_and_takes_patterns()
    {
        await using var host = await ApiHost.StartAsync(static o => o.ShowMetadataEndpoint = false);
        var ids = (await Ec2Launch.ManyAsync(host, host.Image(), 3)).Select(static i => i.InstanceId).ToArray();
        (await Ec2Launch.FindAsync(host, "instance-id", ids[2], "i-0", ids[0], ids[2])).ShouldBe([ids[0], ids[2]]);
        (await Ec2Launch.FindAsync(host, "instance-id", ids[1][..^1] + "?", ids[0])).ShouldBe([ids[0], ids[1]]);
    }

    [Fact]
    public async Task An_unknown_instance_is_named()
    {
        await using var host = await ApiHost.StartAsync();
        var one = await Should.ThrowAsync<AmazonEC2Exception>(host.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = ["i-1a2b3c4d"] }, Cancel));
        (one.ErrorCode, one.Message).ShouldBe(("InvalidInstanceID.NotFound", "The instance ID 'i-1a2b3c4d' does not exist"));
        var two = await Should.ThrowAsync<AmazonEC2Exception>(host.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = ["i-1", "i-2"] }, Cancel));
        two.Message.ShouldBe("The instance IDs 'i-1, i-2' do not exist");
        var malformed = await Should.ThrowAsync<AmazonEC2Exception>(host.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = ["i"] }, Cancel));
        (malformed.ErrorCode, malformed.Message).ShouldBe(("InvalidInstanceID.Malformed", "Invalid id: \"i\""));
    }

    [Fact]
    public async Task Tags_that_metadata_cannot_show_are_refused_while_they_are_shown()
    {
        await using var host = await ApiHost.StartAsync();
        var id = (await Ec2Launch.OneAsync(host, host.Image(), new InstanceMetadataOptionsRequest { InstanceMetadataTags = "enabled" })).InstanceId;
        var error = await Should.ThrowAsync<AmazonEC2Exception>(host.Ec2.CreateTagsAsync(new CreateTagsRequest { Resources = [id], Tags = [new Tag("Patch Group", "1")] }, Cancel));
        error.ErrorCode.ShouldBe("InvalidParameterValue");
        error.Message.ShouldStartWith("'Patch Group' is not a valid tag key.");
    }

    private static async Task<string> CodeAsync(Task call) => (await Should.ThrowAsync<AmazonEC2Exception>(call)).ErrorCode;
}
