using System.Collections.Frozen;
using FakeImds.Ec2Api.Defaults;
using FakeImds.Ec2Api.Fleets;
using FakeImds.Ec2Api.Images;
using FakeImds.Ec2Api.Instances;
using FakeImds.Ec2Api.KeyPairs;
using FakeImds.Ec2Api.LaunchTemplates;
using FakeImds.Ec2Api.Networks;
using FakeImds.Ec2Api.Profiles;
using FakeImds.Ec2Api.Regions;
using FakeImds.Ec2Api.Spot;
using FakeImds.Ec2Api.Tags;
using FakeImds.Ec2Api.Volumes;

namespace FakeImds.Ec2Api.Protocol;

/// <summary>The actions that there are.</summary>
internal static class ActionTable
{
    private static readonly FrozenDictionary<string, Func<Ec2Call, Answer>> s_actions = new Dictionary<string, Func<Ec2Call, Answer>>
    {
        [nameof(ModifyInstanceMetadataDefaults)] = ModifyInstanceMetadataDefaults.Run,
        [nameof(GetInstanceMetadataDefaults)] = GetInstanceMetadataDefaults.Run,
        [nameof(RunInstances)] = RunInstances.Run,
        [nameof(DescribeInstances)] = DescribeInstances.Run,
        [nameof(ModifyInstanceMetadataOptions)] = ModifyInstanceMetadataOptions.Run,
        [nameof(StartInstances)] = StartInstances.Run,
        [nameof(StopInstances)] = StopInstances.Run,
        [nameof(RebootInstances)] = RebootInstances.Run,
        [nameof(TerminateInstances)] = TerminateInstances.Run,
        [nameof(DescribeInstanceTypes)] = DescribeInstanceTypes.Run,
        [nameof(RegisterImage)] = RegisterImage.Run,
        [nameof(ModifyImageAttribute)] = ModifyImageAttribute.Run,
        [nameof(DescribeImages)] = DescribeImages.Run,
        [nameof(DescribeImageAttribute)] = DescribeImageAttribute.Run,
        [nameof(CopyImage)] = CopyImage.Run,
        [nameof(CreateImage)] = CreateImage.Run,
        [nameof(DeregisterImage)] = DeregisterImage.Run,
        [nameof(CreateLaunchTemplate)] = CreateLaunchTemplate.Run,
        [nameof(CreateLaunchTemplateVersion)] = CreateLaunchTemplateVersion.Run,
        [nameof(ModifyLaunchTemplate)] = ModifyLaunchTemplate.Run,
        [nameof(DescribeLaunchTemplates)] = DescribeLaunchTemplates.Run,
        [nameof(DescribeLaunchTemplateVersions)] = DescribeLaunchTemplateVersions.Run,
        [nameof(DeleteLaunchTemplate)] = DeleteLaunchTemplate.Run,
        [nameof(CreateTags)] = CreateTags.Run,
        [nameof(DeleteTags)] = DeleteTags.Run,
        [nameof(DescribeTags)] = DescribeTags.Run,
        [nameof(AssociateIamInstanceProfile)] = AssociateIamInstanceProfile.Run,
        [nameof(ReplaceIamInstanceProfileAssociation)] = ReplaceIamInstanceProfileAssociation.Run,
        [nameof(DisassociateIamInstanceProfile)] = DisassociateIamInstanceProfile.Run,
        [nameof(DescribeIamInstanceProfileAssociations)] = DescribeIamInstanceProfileAssociations.Run,
        [nameof(CreateFleet)] = CreateFleet.Run,
        [nameof(DescribeFleets)] = DescribeFleets.Run,
        [nameof(DescribeFleetInstances)] = DescribeFleetInstances.Run,
        [nameof(DeleteFleets)] = DeleteFleets.Run,
        [nameof(DescribeInstanceStatus)] = DescribeInstanceStatus.Run,
        [nameof(DescribeInstanceAttribute)] = DescribeInstanceAttribute.Run,
        [nameof(ModifyInstanceAttribute)] = ModifyInstanceAttribute.Run,
        [nameof(GetConsoleOutput)] = GetConsoleOutput.Run,
        [nameof(GetLaunchTemplateData)] = GetLaunchTemplateData.Run,
        [nameof(DescribeVpcs)] = DescribeVpcs.Run,
        [nameof(DescribeSubnets)] = DescribeSubnets.Run,
        [nameof(DescribeSecurityGroups)] = DescribeSecurityGroups.Run,
        [nameof(DescribeNetworkInterfaces)] = DescribeNetworkInterfaces.Run,
        [nameof(DescribeVolumes)] = DescribeVolumes.Run,
        [nameof(DescribeAvailabilityZones)] = DescribeAvailabilityZones.Run,
        [nameof(CreateKeyPair)] = CreateKeyPair.Run,
        [nameof(ImportKeyPair)] = ImportKeyPair.Run,
        [nameof(DescribeKeyPairs)] = DescribeKeyPairs.Run,
        [nameof(DeleteKeyPair)] = DeleteKeyPair.Run,
        [nameof(RequestSpotInstances)] = RequestSpotInstances.Run,
        [nameof(DescribeSpotInstanceRequests)] = DescribeSpotInstanceRequests.Run,
        [nameof(CancelSpotInstanceRequests)] = CancelSpotInstanceRequests.Run,
        [nameof(DescribeRegions)] = DescribeRegions.Run,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Names => s_actions.Keys;

    public static Func<Ec2Call, Answer>? Find(string action) => s_actions.GetValueOrDefault(action);
}
