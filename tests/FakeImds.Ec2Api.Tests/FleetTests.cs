using System.Text;
using System.Xml.Linq;
using Amazon.EC2;
using Amazon.EC2.Model;
using FakeImds.Ec2;
using Tag = Amazon.EC2.Model.Tag;

namespace FakeImds.Ec2Api.Tests;

public sealed class FleetTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_instant_fleet_launches_from_its_template_with_the_options_of_the_template()
    {
        await using var host = await ApiHost.StartAsync();
        Template(host, "pool", new MetadataOptions { HttpTokens = HttpTokens.Required });
        var reply = await host.Ec2.CreateFleetAsync(Fleet("pool", total: 3, spot: 1), Cancel);
        reply.Errors.ShouldBeNull();
        reply.Instances.Select(static i => (i.Lifecycle.Value, i.InstanceIds.Count, i.InstanceType.Value)).ShouldBe([("on-demand", 2, "m6i.large"), ("spot", 1, "m6i.large")]);
        foreach (var id in reply.Instances.SelectMany(static i => i.InstanceIds))
        {
            var instance = await Ec2Launch.DescribeAsync(host, id);
            instance.MetadataOptions.HttpTokens.Value.ShouldBe("required");
            instance.Tags.ShouldContain(t => t.Key == "aws:ec2:fleet-id" && t.Value == reply.FleetId);
            instance.Tags.ShouldContain(static t => t.Key == "owner" && t.Value == "ci");
            await DataPlane.MustAgreeAsync(instance);
        }
    }

    [Fact]
    public async Task Options_of_an_override_outrank_the_template_in_instant_fleets_alone()
    {
        await using var host = await ApiHost.StartAsync();
        Template(host, "pool", new MetadataOptions { HttpTokens = HttpTokens.Required, HttpPutResponseHopLimit = 3 });
        using var client = host.InProcess();
        const string Request = "LaunchTemplateConfigs.1.LaunchTemplateSpecification.LaunchTemplateName=pool&LaunchTemplateConfigs.1.Overrides.1.MetadataOptions.HttpTokens=optional"
            + "&TargetCapacitySpecification.TotalTargetCapacity=1&TargetCapacitySpecification.DefaultTargetCapacityType=on-demand";
        var reply = await SendAsync(client, "CreateFleet", Request + "&Type=instant");
        var id = reply.Descendants().First(static e => e.Name.LocalName == "instanceIds").Value;
        var options = host.Region.Instances.Get(id).Snapshot.MetadataOptions;
        (options.HttpTokens.Value, options.HttpTokens.Source).ShouldBe((HttpTokens.Optional, OptionSource.LaunchRequest));
        (options.HttpPutResponseHopLimit.Value, options.HttpPutResponseHopLimit.Source).ShouldBe((3, OptionSource.LaunchTemplate));
        (await SendAsync(client, "CreateFleet", Request + "&Type=maintain")).Value.ShouldContain("InvalidParameterCombination");
    }

    [Fact]
    public async Task What_EC2_refuses_to_launch_is_an_error_of_the_fleet_and_the_next_override_is_tried()
    {
        await using var host = await ApiHost.StartAsync();
        Template(host, "pool-1", new MetadataOptions { HttpTokens = HttpTokens.Optional });
        Template(host, "pool-2", new MetadataOptions { HttpTokens = HttpTokens.Required });
        host.Region.ModifyInstanceMetadataDefaults(new AccountMetadataDefaults { HttpTokensEnforced = DefaultOptionState.Enabled });
        var request = Fleet("pool-1", total: 1);
        request.LaunchTemplateConfigs.AddRange(Fleet("pool-2", total: 1).LaunchTemplateConfigs);
        var reply = await host.Ec2.CreateFleetAsync(request, Cancel);
        reply.Errors.Single().ErrorCode.ShouldBe("UnsupportedOperation");
        reply.Instances.Single().InstanceIds.Count.ShouldBe(1);
        (await host.Ec2.CreateFleetAsync(Fleet("pool-1", total: 1), Cancel)).Instances.ShouldBeNull();
    }

    [Fact]
    public async Task Fleets_are_described_and_deleted_with_their_instances()
    {
        await using var host = await ApiHost.StartAsync();
        Template(host, "pool", null);
        var request = Fleet("pool", total: 2);
        request.Type = FleetType.Maintain;
        var id = (await host.Ec2.CreateFleetAsync(request, Cancel)).FleetId;
        var fleet = (await host.Ec2.DescribeFleetsAsync(new DescribeFleetsRequest { FleetIds = [id] }, Cancel)).Fleets.Single();
        (fleet.Type.Value, fleet.FleetState.Value, fleet.FulfilledCapacity).ShouldBe(("maintain", "active", 2d));
        var active = (await host.Ec2.DescribeFleetInstancesAsync(new DescribeFleetInstancesRequest { FleetId = id }, Cancel)).ActiveInstances;
        active.Count.ShouldBe(2);
        var deleted = await host.Ec2.DeleteFleetsAsync(new DeleteFleetsRequest { FleetIds = [id, "fleet-0"], TerminateInstances = true }, Cancel);
        deleted.SuccessfulFleetDeletions.Single().CurrentFleetState.Value.ShouldBe("deleted_terminating");
        deleted.UnsuccessfulFleetDeletions.Single().Error.Code.Value.ShouldBe("fleetIdDoesNotExist");
        host.Region.Instances.Get(active[0].InstanceId).State.ShouldBe(Ec2.InstanceState.Terminated);
    }

    [Fact]
    public async Task Capacity_is_counted_in_the_weight_of_the_override()
    {
        await using var host = await ApiHost.StartAsync();
        Template(host, "pool", null);
        var request = Fleet("pool", total: 5);
        request.LaunchTemplateConfigs[0].Overrides = [new FleetLaunchTemplateOverridesRequest { InstanceType = "c6i.large", WeightedCapacity = 2 }];
        var launched = (await host.Ec2.CreateFleetAsync(request, Cancel)).Instances.Single();
        (launched.InstanceIds.Count, launched.InstanceType.Value).ShouldBe((3, "c6i.large"));
    }

    private static void Template(ApiHost host, string name, MetadataOptions? options) => host.Region.LaunchTemplates.Create(
        name, new LaunchTemplateData { ImageId = host.Image(name), InstanceType = "m6i.large", MetadataOptions = options });

    private static CreateFleetRequest Fleet(string template, int total, int spot = 0) => new()
    {
        Type = FleetType.Instant,
        LaunchTemplateConfigs = [new FleetLaunchTemplateConfigRequest { LaunchTemplateSpecification = new FleetLaunchTemplateSpecificationRequest { LaunchTemplateName = template, Version = "$Latest" } }],
        TargetCapacitySpecification = new TargetCapacitySpecificationRequest { TotalTargetCapacity = total, SpotTargetCapacity = spot, DefaultTargetCapacityType = DefaultTargetCapacityType.OnDemand },
        TagSpecifications = [new TagSpecification { ResourceType = ResourceType.Instance, Tags = [new Tag("owner", "ci")] }],
    };

    private static async Task<XElement> SendAsync(HttpClient client, string action, string parameters)
    {
        using var content = new StringContent($"Action={action}&Version=2016-11-15&{parameters}", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await client.PostAsync("/", content, Cancel);
        return XElement.Parse(await answer.Content.ReadAsStringAsync(Cancel));
    }
}
