using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Fleets;

/// <summary>The fleets that a request names.</summary>
internal static class FleetIds
{
    public static IReadOnlyList<Ec2Fleet> Optional(Ec2Call call) =>
        [.. call.Parameters.Texts("FleetId").Distinct(StringComparer.Ordinal).Select(id => Get(call, id))];

    public static Ec2Fleet Get(Ec2Call call, string id) =>
        call.Region.Fleets.Index.Find(id) ?? throw new Ec2Exception(new Ec2Error("InvalidFleetId.NotFound", $"The fleet ID '{id}' does not exist"));
}
