using FakeImds.Ec2;
using FakeImds.Iac.Documents;

namespace FakeImds.Iac.AwsCli;

/// <summary>What an instance has from its image.</summary>
internal static class ImageMapper
{
    public static InstanceDescription Describe(InstanceDescription basis, ConfigNode? image) => image is null ? basis : basis with
    {
        ImageId = image.TextOf("ImageId") ?? basis.ImageId,
        Architecture = image.TextOf("Architecture") ?? basis.Architecture,
        KernelId = basis.KernelId ?? image.TextOf("KernelId"),
        RamdiskId = basis.RamdiskId ?? image.TextOf("RamdiskId"),
        Profile = InstanceMapper.Profile(image) ?? basis.Profile,
        ProductCodes = InstanceMapper.ProductCodes(image),
        BlockDevices = image.TextOf("ImageId") is null ? InstanceMapper.Devices(image, basis.BlockDevices) : basis.BlockDevices,
    };
}
