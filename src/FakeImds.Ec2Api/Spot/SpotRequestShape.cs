using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Spot;

/// <summary>A Spot request in replies.</summary>
internal static class SpotRequestShape
{
    public static void Write(Ec2Xml xml, Ec2Call call, SpotRequest request)
    {
        var zone = request.Instance.Snapshot.Description.Placement;
        xml.Text("spotInstanceRequestId", request.RequestId)
            .Text("spotPrice", request.SpotPrice)
            .Text("type", request.Type)
            .Text("state", request.State)
            .Element("status", x => x.Text("code", request.StatusCode).Text("message", Message(request.StatusCode)).Time("updateTime", request.CreateTime))
            .Element("launchSpecification", x => x
                .Text("imageId", request.Launch.ImageId)
                .Text("keyName", request.Launch.KeyPair?.Name)
                .Text("instanceType", request.Instance.Snapshot.Description.InstanceType)
                .Element("monitoring", m => m.Flag("enabled", request.Launch.Monitoring ?? false)))
            .Text("instanceId", request.Instance.InstanceId)
            .Time("createTime", request.CreateTime)
            .Text("productDescription", "Linux/UNIX")
            .Text("launchedAvailabilityZone", zone.AvailabilityZone)
            .Text("launchedAvailabilityZoneId", zone.AvailabilityZoneId)
            .Text("instanceInterruptionBehavior", request.InterruptionBehavior);
        TagShape.Write(xml, call.Region.Tags.Of(request.RequestId));
    }

    public static IEnumerable<string?> Values(SpotRequest request, string filter) =>
    [
        filter switch
        {
            "create-time" => Ec2Xml.TimeText(request.CreateTime),
            "instance-id" => request.Instance.InstanceId,
            "launch.image-id" => request.Launch.ImageId,
            "launch.instance-type" => request.Instance.Snapshot.Description.InstanceType,
            "launch.key-name" => request.Launch.KeyPair?.Name,
            "launch.monitoring-enabled" => request.Launch.Monitoring is true ? "true" : "false",
            "launched-availability-zone" => request.Instance.Snapshot.Description.Placement.AvailabilityZone,
            "launched-availability-zone-id" => request.Instance.Snapshot.Description.Placement.AvailabilityZoneId,
            "product-description" => "Linux/UNIX",
            "spot-instance-request-id" => request.RequestId,
            "spot-price" => request.SpotPrice,
            "state" => request.State,
            "status-code" => request.StatusCode,
            "status-message" => Message(request.StatusCode),
            "type" => request.Type,
            _ => null,
        },
    ];

    private static string Message(string code) => code switch
    {
        "fulfilled" => "Your Spot request is fulfilled.",
        "instance-terminated-by-user" => "Spot Instance terminated due to user-initiated termination.",
        _ => "Your Spot request was canceled, but your instance is still running.",
    };
}
