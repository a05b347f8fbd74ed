using System.Globalization;
using System.Net;
using System.Text;
using Amazon.EC2;
using Amazon.EC2.Model;

namespace FakeImds.Ec2Api.Tests;

public sealed class AllowedCallTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_denied_call_is_unauthorized_and_changes_nothing()
    {
        var asked = new List<Ec2ApiCall>();
        await using var host = await ApiHost.StartAsync(o =>
        {
            o.Callers["AKIDEXAMPLE"] = "arn:aws:iam::123456789012:user/dev";
            o.IsAllowed = call =>
            {
                asked.Add(call);
                return call.MetadataOptions?.HttpTokens.Value is not FakeImds.Ec2.HttpTokens.Optional;
            };
        });
        var error = await Should.ThrowAsync<AmazonEC2Exception>(Ec2Launch.OneAsync(host, host.Image()));
        error.ErrorCode.ShouldBe("UnauthorizedOperation");
        error.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        error.Message.ShouldBe(
            "You are not authorized to perform this operation. User: arn:aws:iam::123456789012:user/dev is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:us-east-1:123456789012:instance/*");
        host.Region.Instances.All.Count.ShouldBe(1);

        // The options in effect are asked about, not those of the request: here the image decides.
        await Ec2Launch.OneAsync(host, host.Image("v2-only", FakeImds.Ec2.ImdsSupport.V2));
        asked[^1].MetadataOptions!.HttpPutResponseHopLimit.Value.ShouldBe(2);
        asked[^1].AccessKeyId.ShouldBe("AKIDEXAMPLE");
    }

    [Fact]
    public async Task Every_action_has_a_dry_run_that_changes_nothing()
    {
        await using var host = await ApiHost.StartAsync();
        var image = host.Image();
        var template = host.Region.LaunchTemplates.Create("web", new FakeImds.Ec2.LaunchTemplateData()).LaunchTemplateId;
        var running = host.Emulator.Instance.InstanceId;
        var bare = host.Region.Instances.Run(new FakeImds.Ec2.RunInstancesRequest { ImageId = image })[0].InstanceId;
        var association = (await host.Ec2.DescribeIamInstanceProfileAssociationsAsync(new DescribeIamInstanceProfileAssociationsRequest(), Cancel)).IamInstanceProfileAssociations.Single().AssociationId;
        var spot = (await host.Ec2.RequestSpotInstancesAsync(new RequestSpotInstancesRequest { LaunchSpecification = new LaunchSpecification { ImageId = image } }, Cancel))
            .SpotInstanceRequests.Single().SpotInstanceRequestId;
        var pool = $"&LaunchTemplateConfigs.1.LaunchTemplateSpecification.LaunchTemplateId={template}&TargetCapacitySpecification.TotalTargetCapacity=";
        using var client = host.InProcess();
        var fleet = await FleetAsync(client, pool + "0");
        foreach (var action in Ec2ApiServer.Actions)
        {
            var parameters = action switch
            {
                "ModifyInstanceMetadataDefaults" => "&HttpTokens=required",
                "RunInstances" => $"&ImageId={image}&MinCount=1&MaxCount=1",
                "ModifyInstanceMetadataOptions" => $"&InstanceId={running}&HttpTokens=required",
                "StartInstances" or "StopInstances" or "RebootInstances" or "TerminateInstances" => $"&InstanceId.1={running}",
                "RegisterImage" => "&Name=other",
                "ModifyImageAttribute" => $"&ImageId={image}&ImdsSupport.Value=v2.0",
                "DescribeImageAttribute" => $"&ImageId={image}&Attribute=imdsSupport",
                "CopyImage" => $"&Name=other&SourceImageId={image}&SourceRegion=us-east-1",
                "CreateImage" => $"&Name=other&InstanceId={running}",
                "DeregisterImage" => $"&ImageId={image}",
                "CreateLaunchTemplate" => "&LaunchTemplateName=other&LaunchTemplateData.InstanceType=t3.nano",
                "CreateLaunchTemplateVersion" => $"&LaunchTemplateId={template}&LaunchTemplateData.InstanceType=t3.nano",
                "ModifyLaunchTemplate" => $"&LaunchTemplateId={template}&SetDefaultVersion=1",
                "DeleteLaunchTemplate" or "DescribeLaunchTemplateVersions" => $"&LaunchTemplateId={template}",
                "CreateTags" => $"&ResourceId.1={running}&Tag.1.Key=a",
                "DeleteTags" => $"&ResourceId.1={running}",
                "AssociateIamInstanceProfile" => $"&InstanceId={bare}&IamInstanceProfile.Name=other",
                "ReplaceIamInstanceProfileAssociation" => $"&AssociationId={association}&IamInstanceProfile.Name=other",
                "DisassociateIamInstanceProfile" => $"&AssociationId={association}",
                "DescribeInstanceAttribute" => $"&InstanceId={running}&Attribute=instanceType",
                "ModifyInstanceAttribute" => $"&InstanceId={running}&DisableApiTermination.Value=true",
                "GetConsoleOutput" or "GetLaunchTemplateData" => $"&InstanceId={running}",
                "CreateKeyPair" => "&KeyName=other",
                "ImportKeyPair" => "&" + Odd.OddRequests.ImportedKey("other"),
                "DeleteKeyPair" => "&KeyName=other",
                "RequestSpotInstances" => $"&LaunchSpecification.ImageId={image}",
                "CancelSpotInstanceRequests" => $"&SpotInstanceRequestId.1={spot}",
                "CreateFleet" => pool + "1",
                "DescribeFleetInstances" => $"&FleetId={fleet}",
                "DeleteFleets" => $"&FleetId.1={fleet}&TerminateInstances=true",
                _ => "",
            };
            using var answer = await client.PostAsync(
                "/", new StringContent($"Action={action}&Version=2016-11-15&DryRun=true{parameters}", Encoding.UTF8, "application/x-www-form-urlencoded"), Cancel);
            var body = await answer.Content.ReadAsStringAsync(Cancel);
            body.ShouldContain("<Code>DryRunOperation</Code><Message>Request would have succeeded, but DryRun flag is set.</Message>", customMessage: action);
            answer.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed, action);
        }

        host.Region.MetadataDefaults.IsEmpty.ShouldBeTrue();
        host.Region.Images.All.Count.ShouldBe(2);
        host.Region.Images.Get(image).ImdsSupport.ShouldBeNull();
        host.Region.LaunchTemplates.All.Single().LatestVersionNumber.ShouldBe(1);
        host.Region.Instances.All.Select(static i => i.State).ShouldBe(Enumerable.Repeat(FakeImds.Ec2.InstanceState.Running, 3));
        host.Region.Instances.Get(bare).Snapshot.Description.InstanceProfile.ShouldBeNull();
        host.Emulator.Instance.Snapshot.Description.InstanceProfile!.RoleName.ShouldNotBe("other");
        (await host.Ec2.DescribeFleetsAsync(new DescribeFleetsRequest(), Cancel)).Fleets.Single().FleetState.Value.ShouldBe("active");
        host.Region.Tags.Of(running).ShouldBeEmpty();
        host.Emulator.Instance.Snapshot.MetadataOptions.HttpTokens.Value.ShouldBe(FakeImds.Ec2.HttpTokens.Optional);
    }

    private static async Task<string> FleetAsync(HttpClient client, string pool)
    {
        using var answer = await client.PostAsync("/", new StringContent($"Action=CreateFleet&Version=2016-11-15{pool}", Encoding.UTF8, "application/x-www-form-urlencoded"), Cancel);
        return System.Xml.Linq.XElement.Parse(await answer.Content.ReadAsStringAsync(Cancel)).Descendants().Single(static e => e.Name.LocalName == "fleetId").Value;
    }
}
