using System.Collections.Frozen;
using FakeImds.Iac.Plan;

namespace FakeImds.Iac.Launchers;

/// <summary>
/// The types of CloudFormation that launch instances, beside instances, launch templates and launch configurations, which
/// have readers of their own. Services whose instances run no code of the user's (RDS, OpenSearch, MSK …) are not among them.
/// Where the facts come from: docs/fidelity.md#launchers.
/// </summary>
internal static class CloudFormationLaunchers
{
    /// <summary>A group with a launch template; the overrides of a mixed instances policy may have others.</summary>
    public static Launcher Group { get; } = new("AWS::AutoScaling::AutoScalingGroup", "Auto Scaling")
    {
        Templates =
        [
            "LaunchTemplate", "MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification", "MixedInstancesPolicy.LaunchTemplate.Overrides.LaunchTemplateSpecification",
        ],
        LeavesRestToEc2 = true,
        By = LaunchedBy.AutoScaling,
        PropagatesTags = true,
    };

    /// <summary>By type.</summary>
    public static FrozenDictionary<string, Launcher> ByType { get; } = new[]
    {
        new Launcher("AWS::EC2::EC2Fleet", "EC2 Fleet")
        {
            Templates = ["LaunchTemplateConfigs.LaunchTemplateSpecification"], LeavesRestToEc2 = true, By = LaunchedBy.Service("EC2 Fleet"),
        },
        new Launcher("AWS::EC2::SpotFleet", "Spot Fleet")
        {
            Templates = ["SpotFleetRequestConfigData.LaunchTemplateConfigs.LaunchTemplateSpecification"],
            Specifications = "SpotFleetRequestConfigData.LaunchSpecifications",
            LeavesRestToEc2 = true,
            By = LaunchedBy.ServiceLinkedRole("AWSServiceRoleForEC2SpotFleet"),
            ByWithTemplate = LaunchedBy.Service("Spot Fleet"),
        },
        new Launcher("AWS::EKS::Nodegroup", "Amazon EKS")
        {
            Templates = ["LaunchTemplate"],
            By = LaunchedBy.ServiceLinkedRole("AWSServiceRoleForAmazonEKSNodegroup"),
            ByWithTemplate = LaunchedBy.NodeGroup,
            TagKey = "k8s.io/cluster-autoscaler/enabled",
        },
        new Launcher("AWS::EKS::Cluster", "EKS Auto Mode") { When = ("ComputeConfig.Enabled", ["true"]), By = LaunchedBy.Service("EKS Auto Mode") },
        new Launcher("AWS::Batch::ComputeEnvironment", "AWS Batch")
        {
            When = ("ComputeResources.Type", ["EC2", "SPOT"]),
            Templates = ["ComputeResources.LaunchTemplate"],
            Images = ["ComputeResources.ImageId", "ComputeResources.Ec2Configuration.ImageIdOverride"],
            LeavesRestToEc2 = true,
            By = LaunchedBy.Service("AWS Batch"),
        },
        new Launcher("AWS::ECS::CapacityProvider", "ECS Managed Instances")
        {
            When = ("ManagedInstancesProvider", []),
            Options = LauncherOptions.ShowsTags("ManagedInstancesProvider.InstanceLaunchTemplate.InstanceMetadataTagsPropagation"),
            By = LaunchedBy.Service("ECS Managed Instances"),
        },
        new Launcher("AWS::ImageBuilder::InfrastructureConfiguration", "EC2 Image Builder")
        {
            Options = LauncherOptions.Object("InstanceMetadataOptions", ("HttpTokens", "HttpTokens"), ("HttpPutResponseHopLimit", "HttpPutResponseHopLimit")),
            By = LaunchedBy.ServiceLinkedRole("AWSServiceRoleForImageBuilder"),
        },
        new Launcher("AWS::SageMaker::NotebookInstance", "Amazon SageMaker")
        {
            Options = LauncherOptions.LeastVersion("InstanceMetadataServiceConfiguration.MinimumInstanceMetadataServiceVersion", "optional"),
            By = LaunchedBy.InAccountOf("Amazon SageMaker"),
        },
        new Launcher("AWS::SageMaker::Cluster", "SageMaker HyperPod") { By = LaunchedBy.InAccountOf("Amazon SageMaker") },
        Emr("AWS::EMR::Cluster"),
        Emr("AWS::EMR::InstanceGroupConfig"),
        Emr("AWS::EMR::InstanceFleetConfig"),
        Beanstalk("AWS::ElasticBeanstalk::Environment"),
        Beanstalk("AWS::ElasticBeanstalk::ConfigurationTemplate"),
        new Launcher("AWS::Cloud9::EnvironmentEC2", "AWS Cloud9") { By = LaunchedBy.ServiceLinkedRole("AWSServiceRoleForAWSCloud9") },
        AppStream("AWS::AppStream::Fleet"),
        AppStream("AWS::AppStream::ImageBuilder"),
        AppStream("AWS::AppStream::AppBlockBuilder"),
        Elsewhere("AWS::GameLift::Fleet", "Amazon GameLift"),
        Elsewhere("AWS::GameLift::ContainerFleet", "Amazon GameLift"),
        Elsewhere("AWS::GameLiftStreams::StreamGroup", "Amazon GameLift Streams"),
        new Launcher("AWS::GameLift::GameServerGroup", "GameLift FleetIQ") { Templates = ["LaunchTemplate"], LeavesRestToEc2 = true, By = LaunchedBy.Service("GameLift FleetIQ") },
        Elsewhere("AWS::Lightsail::Instance", "Amazon Lightsail"),
        new Launcher("AWS::OpsWorks::Instance", "AWS OpsWorks") { By = LaunchedBy.Service("AWS OpsWorks") },
        new Launcher("AWS::OpsWorksCM::Server", "AWS OpsWorks CM") { By = LaunchedBy.Service("AWS OpsWorks CM") },
        Elsewhere("AWS::WorkSpaces::Workspace", "Amazon WorkSpaces"),
        Elsewhere("AWS::WorkSpaces::WorkspacesPool", "Amazon WorkSpaces"),
        new Launcher("AWS::WorkspacesInstances::WorkspaceInstance", "WorkSpaces Instances")
        {
            Options = LauncherOptions.Object(
                "ManagedInstance.MetadataOptions", ("HttpTokens", "HttpTokens"), ("HttpPutResponseHopLimit", "HttpPutResponseHopLimit"), ("HttpEndpoint", "HttpEndpoint"),
                ("HttpProtocolIpv6", "HttpProtocolIpv6"), ("InstanceMetadataTags", "InstanceMetadataTags")),
            By = LaunchedBy.Service("WorkSpaces Instances"),
        },
        new Launcher("AWS::PCS::ComputeNodeGroup", "AWS PCS") { Templates = ["CustomLaunchTemplate"], By = LaunchedBy.Service("AWS PCS") },
        new Launcher("AWS::RDS::DBInstance", "RDS Custom") { When = ("CustomIAMInstanceProfile", []), By = LaunchedBy.Service("RDS Custom") },
        new Launcher("AWS::Lambda::CapacityProvider", "Lambda Managed Instances") { By = LaunchedBy.Service("AWS Lambda") },
        new Launcher("AWS::Deadline::Fleet", "AWS Deadline Cloud") { When = ("Configuration.ServiceManagedEc2", []), By = LaunchedBy.InAccountOf("AWS Deadline Cloud") },
        Elsewhere("AWS::CodeBuild::Fleet", "AWS CodeBuild"),
        new Launcher("AWS::DataPipeline::Pipeline", "AWS Data Pipeline") { By = LaunchedBy.Service("AWS Data Pipeline") },
    }.ToFrozenDictionary(static l => l.Type, StringComparer.Ordinal);

    /// <summary>Types whose instances are in a template, a product or code that the file does not hold.</summary>
    public static FrozenDictionary<string, string> Contents { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AWS::CloudFormation::Stack"] = "a nested stack",
        ["AWS::CloudFormation::StackSet"] = "a stack set",
        ["AWS::Serverless::Application"] = "a nested application",
        ["AWS::ServiceCatalog::CloudFormationProvisionedProduct"] = "a product of Service Catalog",
        ["AWS::LaunchWizard::Deployment"] = "a deployment of Launch Wizard",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static Launcher Emr(string type) => new(type, "Amazon EMR") { By = LaunchedBy.Service("Amazon EMR") };

    private static Launcher Beanstalk(string type) => new(type, "Elastic Beanstalk")
    {
        Options = LauncherOptions.Setting("OptionSettings", "OptionName", "Value"), By = LaunchedBy.Service("Elastic Beanstalk"),
    };

    private static Launcher AppStream(string type) => new(type, "WorkSpaces Applications")
    {
        Options = LauncherOptions.DisablesV1("DisableIMDSV1"), By = LaunchedBy.InAccountOf("WorkSpaces Applications"),
    };

    private static Launcher Elsewhere(string type, string service) => new(type, service) { By = LaunchedBy.InAccountOf(service) };
}
