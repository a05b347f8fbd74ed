using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Spot;

/// <summary>Cancels Spot requests; their instances go on.</summary>
internal static class CancelSpotInstanceRequests
{
    public static Answer Run(Ec2Call call)
    {
        var requests = SpotRequestIds.Optional(call);
        if (requests.Count == 0)
        {
            throw new Ec2Exception(Ec2Errors.Missing("SpotInstanceRequestId"));
        }

        call.Proceed([.. requests.Select(r => call.Arn("spot-instances-request/" + r.RequestId))], IamRequest.NoKeys);
        foreach (var request in requests)
        {
            call.Region.SpotRequests.Set(request with { IsCancelled = true });
        }

        return new Answer(xml => xml.List("spotInstanceRequestSet", requests, static (x, r) => x.Text("spotInstanceRequestId", r.RequestId).Text("state", "cancelled")));
    }
}
