using System.Net;
using Amazon.EC2;
using Amazon.EC2.Model;

namespace FakeImds.Ec2Api.Tests;

public sealed class ProfileAssociationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Credentials_in_metadata_follow_the_association()
    {
        await using var host = await ApiHost.StartAsync();
        var id = (await Ec2Launch.OneAsync(host, host.Image())).InstanceId;
        using var metadata = host.Emulator.CreateClient(instance: host.Region.Instances.Get(id));
        (await RolesAsync(metadata)).ShouldBe("404");

        var made = (await host.Ec2.AssociateIamInstanceProfileAsync(Associate(id, "late"), Cancel)).IamInstanceProfileAssociation;
        (made.State.Value, made.InstanceId, made.IamInstanceProfile.Arn).ShouldBe(("associating", id, "arn:aws:iam::123456789012:instance-profile/late"));
        (await RolesAsync(metadata)).ShouldBe("late");

        var replaced = (await host.Ec2.ReplaceIamInstanceProfileAssociationAsync(
            new ReplaceIamInstanceProfileAssociationRequest { AssociationId = made.AssociationId, IamInstanceProfile = new IamInstanceProfileSpecification { Name = "later" } }, Cancel)).IamInstanceProfileAssociation;
        replaced.AssociationId.ShouldNotBe(made.AssociationId);
        (await RolesAsync(metadata)).ShouldBe("later");

        var gone = await host.Ec2.DisassociateIamInstanceProfileAsync(new DisassociateIamInstanceProfileRequest { AssociationId = replaced.AssociationId }, Cancel);
        gone.IamInstanceProfileAssociation.State.Value.ShouldBe("disassociating");
        (await RolesAsync(metadata)).ShouldBe("404");
    }

    [Fact]
    public async Task Associations_are_described_also_those_of_the_launch()
    {
        await using var host = await ApiHost.StartAsync();
        var launched = await host.Ec2.RunInstancesAsync(
            new RunInstancesRequest { ImageId = host.Image(), MinCount = 2, MaxCount = 2, IamInstanceProfile = new IamInstanceProfileSpecification { Name = "web" } }, Cancel);
        var ids = launched.Reservation.Instances.Select(static i => i.InstanceId).ToArray();
        var all = await DescribeAsync(host, new DescribeIamInstanceProfileAssociationsRequest { Filters = [new Filter("instance-id", [.. ids]), new Filter("state", ["associated"])] });
        all.Select(static a => a.InstanceId).ShouldBe(ids);
        var one = await DescribeAsync(host, new DescribeIamInstanceProfileAssociationsRequest { AssociationIds = [all[1].AssociationId] });
        one.Single().InstanceId.ShouldBe(ids[1]);

        await host.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest([ids[1]]), Cancel);
        (await CodeAsync(host.Ec2.DescribeIamInstanceProfileAssociationsAsync(new DescribeIamInstanceProfileAssociationsRequest { AssociationIds = [all[1].AssociationId] }, Cancel)))
            .ShouldBe("InvalidAssociationID.NotFound");
    }

    [Fact]
    public async Task An_instance_has_one_association_at_most()
    {
        await using var host = await ApiHost.StartAsync();
        var id = (await Ec2Launch.OneAsync(host, host.Image())).InstanceId;
        var first = (await host.Ec2.AssociateIamInstanceProfileAsync(Associate(id, "a"), Cancel)).IamInstanceProfileAssociation.AssociationId;
        (await CodeAsync(host.Ec2.AssociateIamInstanceProfileAsync(Associate(id, "b"), Cancel))).ShouldBe("IncorrectState");
        await host.Ec2.DisassociateIamInstanceProfileAsync(new DisassociateIamInstanceProfileRequest { AssociationId = first }, Cancel);
        (await CodeAsync(host.Ec2.DisassociateIamInstanceProfileAsync(new DisassociateIamInstanceProfileRequest { AssociationId = first }, Cancel))).ShouldBe("InvalidAssociationID.NotFound");
        (await CodeAsync(host.Ec2.AssociateIamInstanceProfileAsync(Associate("i-0123", "b"), Cancel))).ShouldBe("InvalidInstanceID.NotFound");
        await host.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest([id]), Cancel);
        (await CodeAsync(host.Ec2.AssociateIamInstanceProfileAsync(Associate(id, "b"), Cancel))).ShouldBe("IncorrectInstanceState");
    }

    private static AssociateIamInstanceProfileRequest Associate(string instance, string profile) =>
        new() { InstanceId = instance, IamInstanceProfile = new IamInstanceProfileSpecification { Name = profile } };

    private static async Task<List<IamInstanceProfileAssociation>> DescribeAsync(ApiHost host, DescribeIamInstanceProfileAssociationsRequest request) =>
        (await host.Ec2.DescribeIamInstanceProfileAssociationsAsync(request, Cancel)).IamInstanceProfileAssociations;

    private static async Task<string> RolesAsync(HttpClient metadata)
    {
        using var answer = await metadata.GetAsync("latest/meta-data/iam/security-credentials/", Cancel);
        return answer.StatusCode is HttpStatusCode.NotFound ? "404" : await answer.Content.ReadAsStringAsync(Cancel);
    }

    private static async Task<string> CodeAsync(Task call) => (await Should.ThrowAsync<AmazonEC2Exception>(call)).ErrorCode;
}
