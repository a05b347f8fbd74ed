using FakeImds.Ec2;
using FakeImds.Ec2Api.Launches;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.LaunchTemplates;

/// <summary>A launch template's data for an instance like that one: what its launch said, with what it has now (docs/fidelity.md#template-data-of-instance).</summary>
internal static class GetLaunchTemplateData
{
    public static Answer Run(Ec2Call call)
    {
        var instance = InstanceIds.One(call);
        call.Proceed([instance]);
        var data = Data(instance);
        return new Answer(xml => xml.Element("launchTemplateData", x => LaunchXml.Write(x, data)));
    }

    private static LaunchTemplateData Data(Ec2Instance instance)
    {
        var (d, options) = (instance.Snapshot.Description, instance.Snapshot.MetadataOptions);
        var tags = d.Tags.RemoveRange(d.Tags.Keys.Where(ReservedTags.Has));
        var data = new LaunchTemplateData
        {
            ImageId = d.ImageId,
            InstanceType = d.InstanceType,
            KeyPair = d.KeyPair,
            InstanceProfile = d.InstanceProfile,
            UserData = d.UserData.IsEmpty ? null : d.UserData,
            Tags = tags.IsEmpty ? null : tags,
            Placement = new LaunchPlacement { AvailabilityZone = d.Placement.AvailabilityZone, GroupName = d.Placement.GroupName, Tenancy = d.Placement.Tenancy },
            MarketType = d.InstanceLifeCycle is "spot" ? "spot" : null,
            Monitoring = d.Monitoring,
            KernelId = d.KernelId,
            RamdiskId = d.RamdiskId,
            MetadataOptions = new MetadataOptions
            {
                HttpTokens = options.HttpTokens.Value,
                HttpPutResponseHopLimit = options.HttpPutResponseHopLimit.Value,
                HttpEndpoint = options.HttpEndpoint.Value,
                HttpProtocolIpv6 = options.HttpProtocolIpv6.Value,
                InstanceMetadataTags = options.InstanceMetadataTags.Value,
            },
        };
        return instance.Launch is { } launch ? data with
        {
            HibernationConfigured = launch.HibernationConfigured,
            HostnameType = launch.HostnameType,
            SecurityGroupIds = launch.SecurityGroupIds,
            SecurityGroups = launch.SecurityGroups,
            NetworkInterfaces = launch.NetworkInterfaces,
            BlockDeviceMappings = launch.BlockDeviceMappings,
            OtherParameters = launch.OtherParameters,
        } : data;
    }
}
