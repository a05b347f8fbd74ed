using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.LaunchTemplates;

/// <summary><c>LaunchTemplateData</c> in requests and replies.</summary>
internal static class TemplateDataShape
{
    private const int MaxDescriptionLength = 255;

    public static LaunchTemplateData ReadRequired(Ec2Call call) => call.Parameters.Structure("LaunchTemplateData") is { } data
        ? Read(call, data)
        : throw new Ec2Exception(Ec2Errors.Missing("LaunchTemplateData"));

    public static string? Description(Parameters parameters) => parameters.Text("VersionDescription") is not { } text ? null
        : text.Length <= MaxDescriptionLength ? text
        : throw parameters.Invalid("VersionDescription", text[..MaxDescriptionLength] + "…", "A description has at most 255 characters.");

    /// <summary>The source version's data with what a new version supplies over it, parameter by parameter.</summary>
    public static LaunchTemplateData Over(LaunchTemplateData source, LaunchTemplateData data) => new()
    {
        ImageId = data.ImageId ?? source.ImageId,
        InstanceType = data.InstanceType ?? source.InstanceType,
        MetadataOptions = data.MetadataOptions ?? source.MetadataOptions,
        KeyPair = data.KeyPair ?? source.KeyPair,
        InstanceProfile = data.InstanceProfile ?? source.InstanceProfile,
        UserData = data.UserData ?? source.UserData,
        Tags = data.Tags ?? source.Tags,
    };

    public static void Write(Ec2Xml xml, LaunchTemplateData data)
    {
        xml.Text("imageId", data.ImageId).Text("instanceType", data.InstanceType).Text("keyName", data.KeyPair?.Name);
        if (data.InstanceProfile is { } profile)
        {
            xml.Element("iamInstanceProfile", x => x.Text("arn", profile.Arn));
        }

        xml.Text("userData", data.UserData is { } userData ? UserDataText.Write(userData) : null);
        if (data.Tags is { } tags)
        {
            xml.Element("tagSpecificationSet", x => x.Element("item", i => TagShape.Write(i.Text("resourceType", "instance"), tags)));
        }

        if (data.MetadataOptions is { } options)
        {
            xml.Element("metadataOptions", x => MetadataOptionsShape.Write(x, options));
        }
    }

    private static LaunchTemplateData Read(Ec2Call call, Parameters data)
    {
        var tags = TagShape.ReadSpecifications(data);
        data.Ignore(
            "KernelId", "EbsOptimized", "BlockDeviceMapping", "NetworkInterface", "Monitoring", "Placement", "RamDiskId", "DisableApiTermination",
            "InstanceInitiatedShutdownBehavior", "ElasticGpuSpecification", "ElasticInferenceAccelerator", "SecurityGroupId", "SecurityGroup",
            "InstanceMarketOptions", "CreditSpecification", "CpuOptions", "CapacityReservationSpecification", "LicenseSpecification",
            "HibernationOptions", "EnclaveOptions", "InstanceRequirements", "PrivateDnsNameOptions", "MaintenanceOptions", "DisableApiStop",
            "Operator", "NetworkPerformanceOptions", "SecondaryInterface");
        return new LaunchTemplateData
        {
            ImageId = data.Text("ImageId"),
            InstanceType = InstanceTypeName.Checked(data.Text("InstanceType")),
            MetadataOptions = MetadataOptionsShape.Read(data.Structure("MetadataOptions")),
            KeyPair = data.Text("KeyName") is { Length: > 0 } key ? NamedResources.KeyPair(call.Account, key) : null,
            InstanceProfile = ProfileShape.Read(call.Region, data.Structure("IamInstanceProfile")),
            UserData = UserDataText.Read(data),
            Tags = tags.GetValueOrDefault("instance"),
        };
    }
}
