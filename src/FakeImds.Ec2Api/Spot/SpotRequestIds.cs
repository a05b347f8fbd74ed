using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Spot;

/// <summary>The Spot requests that a request names.</summary>
internal static class SpotRequestIds
{
    public static IReadOnlyList<SpotRequest> Optional(Ec2Call call) =>
    [
        .. call.Parameters.Texts("SpotInstanceRequestId").Distinct(StringComparer.Ordinal)
            .Select(id => call.Region.SpotRequests.Index.Find(id) ?? throw new Ec2Exception(Ec2Errors.SpotRequestNotFound(id))),
    ];
}
