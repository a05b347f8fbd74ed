using Amazon.EC2;
using Amazon.EC2.Model;
using FakeImds.Ec2;

namespace FakeImds.Ec2Api.Tests;

public sealed class SpotRequestTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_launches_a_Spot_Instance_whose_options_account_and_image_decide()
    {
        await using var host = await ApiHost.StartAsync();
        host.Region.ModifyInstanceMetadataDefaults(new AccountMetadataDefaults { HttpPutResponseHopLimit = 4 });
        var request = (await host.Ec2.RequestSpotInstancesAsync(Request(host.Image("v2-only", ImdsSupport.V2)), Cancel)).SpotInstanceRequests.Single();
        (request.State.Value, request.Status.Code).ShouldBe(("active", "fulfilled"));
        var instance = await Ec2Launch.DescribeAsync(host, request.InstanceId);
        (instance.InstanceLifecycle.Value, instance.SpotInstanceRequestId).ShouldBe(("spot", request.SpotInstanceRequestId));
        (instance.MetadataOptions.HttpTokens.Value, instance.MetadataOptions.HttpPutResponseHopLimit).ShouldBe(("required", 4));
        await DataPlane.MustAgreeAsync(instance);
    }

    [Fact]
    public async Task Requests_are_found_cancelled_and_closed()
    {
        await using var host = await ApiHost.StartAsync();
        var launch = Request(host.Image());
        launch.InstanceCount = 2;
        var requests = (await host.Ec2.RequestSpotInstancesAsync(launch, Cancel)).SpotInstanceRequests;
        await host.Ec2.CancelSpotInstanceRequestsAsync(new CancelSpotInstanceRequestsRequest { SpotInstanceRequestIds = [requests[0].SpotInstanceRequestId] }, Cancel);
        await host.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest([requests[1].InstanceId]), Cancel);
        var told = (await host.Ec2.DescribeSpotInstanceRequestsAsync(new DescribeSpotInstanceRequestsRequest(), Cancel)).SpotInstanceRequests;
        told.Select(static r => r.State.Value).ShouldBe(["cancelled", "closed"]);
        host.Region.Instances.Get(requests[0].InstanceId).State.ShouldBe(Ec2.InstanceState.Running);
        var unknown = new DescribeSpotInstanceRequestsRequest { SpotInstanceRequestIds = ["sir-00000000"] };
        (await Should.ThrowAsync<AmazonEC2Exception>(host.Ec2.DescribeSpotInstanceRequestsAsync(unknown, Cancel))).ErrorCode.ShouldBe("InvalidSpotInstanceRequestID.NotFound");
    }

    private static RequestSpotInstancesRequest Request(string image) =>
        new() { LaunchSpecification = new LaunchSpecification { ImageId = image, InstanceType = "c6i.large" } };
}
