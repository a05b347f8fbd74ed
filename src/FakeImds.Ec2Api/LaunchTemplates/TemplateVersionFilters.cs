using System.Collections.Frozen;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.LaunchTemplates;

/// <summary>The filters of DescribeLaunchTemplateVersions.</summary>
internal static class TemplateVersionFilters
{
    public static IReadOnlySet<string> Names { get; } = FilterNames.LaunchTemplateVersions.ToFrozenSet(StringComparer.Ordinal);

    public static IEnumerable<string?> Values(LaunchTemplate template, LaunchTemplateVersion version, string filter) =>
    [
        filter switch
        {
            "create-time" => Ec2Xml.TimeText(version.CreateTime),
            "http-endpoint" or "http-protocol-ipv4" => version.Data.MetadataOptions?.HttpEndpoint is { } endpoint ? MetadataOptionText.Of(endpoint) : null,
            "http-tokens" => version.Data.MetadataOptions?.HttpTokens is { } tokens ? MetadataOptionText.Of(tokens) : null,
            "iam-instance-profile" => version.Data.InstanceProfile?.Arn,
            "image-id" => version.Data.ImageId,
            "instance-type" => version.Data.InstanceType,
            "is-default-version" => version.VersionNumber == template.DefaultVersionNumber ? "true" : "false",
            "ebs-optimized" => version.Data.OtherParameters.GetValueOrDefault("EbsOptimized"),
            "kernel-id" => version.Data.KernelId,
            "ram-disk-id" => version.Data.RamdiskId,
            _ => null,
        },
    ];
}
