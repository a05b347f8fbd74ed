using System.Collections.Frozen;
using System.Globalization;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Volumes;

/// <summary>The volumes of instances.</summary>
internal static class DescribeVolumes
{
    private static readonly FrozenSet<string> s_filters = FilterNames.Volumes.ToFrozenSet(StringComparer.Ordinal);

    public static Answer Run(Ec2Call call)
    {
        var named = NamedItems.Of(call, "VolumeId", [.. call.Region.Instances.Known.After(null)!.SelectMany(AttachedVolume.Of)], static i => i.VolumeId, static id => new Ec2Error("InvalidVolume.NotFound", $"The volume '{id}' does not exist."));
        var filters = Filters.Read(call.Parameters);
        var page = Page.Read(call, min: 5, max: 1000);
        call.Parameters.Ignore("IncludeManagedResources");
        call.Proceed();
        var found = filters.Apply(page.Rest(named, static i => i.VolumeId), s_filters, (i, name) => Values(call, i, name), i => call.Region.Tags.Of(i.VolumeId));
        var shown = page.Of(found, static i => i.VolumeId);
        return new Answer(xml =>
        {
            xml.List("volumeSet", shown, (x, i) => Write(x, call, i));
            page.Write(xml);
        });
    }

    private const int SizeInGiB = 8;

    private static void Write(Ec2Xml xml, Ec2Call call, AttachedVolume volume)
    {
        var instance = volume.Instance.Snapshot.Description;
        xml.Text("volumeId", volume.VolumeId)
            .Number("size", SizeInGiB)
            .Text("snapshotId", "")
            .Text("availabilityZone", instance.Placement.AvailabilityZone)
            .Text("status", "in-use")
            .Time("createTime", instance.LaunchTime)
            .List("attachmentSet", [volume], (x, v) => x
                .Text("volumeId", v.VolumeId)
                .Text("instanceId", instance.InstanceId)
                .Text("device", v.Device)
                .Text("status", "attached")
                .Time("attachTime", instance.LaunchTime)
                .Flag("deleteOnTermination", true));
        TagShape.Write(xml, call.Region.Tags.Of(volume.VolumeId));
        xml.Text("volumeType", "gp3").Flag("encrypted", false).Flag("multiAttachEnabled", false);
    }

    private static IEnumerable<string?> Values(Ec2Call call, AttachedVolume volume, string filter) =>
    [
        filter switch
        {
            "attachment.attach-time" or "create-time" => Ec2Xml.TimeText(volume.Instance.Snapshot.Description.LaunchTime),
            "attachment.delete-on-termination" => "true",
            "attachment.device" => volume.Device,
            "attachment.instance-id" => volume.Instance.InstanceId,
            "attachment.status" => "attached",
            "availability-zone" => volume.Instance.Snapshot.Description.Placement.AvailabilityZone,
            "availability-zone-id" => RegionNames.ZoneId(call.Region.Name, volume.Instance.Snapshot.Description.Placement.AvailabilityZone),
            "encrypted" or "multi-attach-enabled" or "operator.managed" => "false",
            "size" => SizeInGiB.ToString(CultureInfo.InvariantCulture),
            "status" => "in-use",
            "volume-id" => volume.VolumeId,
            "volume-type" => "gp3",
            _ => null,
        },
    ];
}
