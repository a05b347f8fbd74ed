using System.Collections.Frozen;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Images;

/// <summary>The filters of DescribeImages; as on EC2 there is none for <c>ImdsSupport</c>.</summary>
internal static class ImageFilters
{
    public static IReadOnlySet<string> Names { get; } = FilterNames.Images.ToFrozenSet(StringComparer.Ordinal);

    public static IEnumerable<string?> Values(Ec2Account account, Ec2Image image, string filter) =>
    [
        filter switch
        {
            "architecture" => image.Architecture,
            "creation-date" => Ec2Xml.TimeText(image.CreationDate),
            "description" => image.Description,
            "ena-support" => "true",
            "hypervisor" => "xen",
            "image-id" => image.ImageId,
            "image-type" => "machine",
            "is-public" => image.IsPublic ? "true" : "false",
            "name" => image.Name,
            "owner-id" => image.OwnerId ?? account.AccountId,
            "root-device-name" => image.RootDeviceName,
            "root-device-type" => "ebs",
            "source-image-id" => image.SourceImageId,
            "source-image-region" => image.SourceImageRegion,
            "source-instance-id" => image.SourceInstanceId,
            "state" => "available",
            "virtualization-type" => image.VirtualizationType,
            "block-device-mapping.snapshot-id" => ImageShape.Snapshot(image),
            _ => null,
        },
    ];
}
