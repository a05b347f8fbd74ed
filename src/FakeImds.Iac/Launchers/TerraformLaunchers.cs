using System.Collections.Frozen;
using FakeImds.Iac.Plan;

namespace FakeImds.Iac.Launchers;

/// <summary>
/// The types of Terraform's AWS provider that launch instances, beside instances, launch templates and launch configurations, which
/// have readers of their own. Where the facts come from: docs/fidelity.md#launchers.
/// </summary>
internal static class TerraformLaunchers
{
    /// <summary>A group with a launch template; the overrides of a mixed instances policy may have others.</summary>
    public static Launcher Group { get; } = new("aws_autoscaling_group", "Auto Scaling")
    {
        Templates =
        [
            "launch_template", "mixed_instances_policy.launch_template.launch_template_specification", "mixed_instances_policy.launch_template.override.launch_template_specification",
        ],
        LeavesRestToEc2 = true,
        By = LaunchedBy.AutoScaling,
        PropagatesTags = true,
    };

    /// <summary>By type.</summary>
    public static FrozenDictionary<string, Launcher> ByType { get; } = new[]
    {
        new Launcher("aws_ec2_fleet", "EC2 Fleet") { Templates = ["launch_template_config.launch_template_specification"], LeavesRestToEc2 = true, By = LaunchedBy.Service("EC2 Fleet") },
        new Launcher("aws_spot_fleet_request", "Spot Fleet")
        {
            Templates = ["launch_template_config.launch_template_specification"],
            Specifications = "launch_specification",
            LeavesRestToEc2 = true,
            By = LaunchedBy.ServiceLinkedRole("AWSServiceRoleForEC2SpotFleet"),
            ByWithTemplate = LaunchedBy.Service("Spot Fleet"),
        },
        new Launcher("aws_eks_node_group", "Amazon EKS")
        {
            Templates = ["launch_template"],
            By = LaunchedBy.ServiceLinkedRole("AWSServiceRoleForAmazonEKSNodegroup"),
            ByWithTemplate = LaunchedBy.NodeGroup,
            TagKey = "k8s.io/cluster-autoscaler/enabled",
        },
        new Launcher("aws_eks_cluster", "EKS Auto Mode") { When = ("compute_config.enabled", ["true"]), By = LaunchedBy.Service("EKS Auto Mode") },
        new Launcher("aws_batch_compute_environment", "AWS Batch")
        {
            When = ("compute_resources.type", ["EC2", "SPOT"]),
            Templates = ["compute_resources.launch_template"],
            Images = ["compute_resources.image_id", "compute_resources.ec2_configuration.image_id_override"],
            LeavesRestToEc2 = true,
            By = LaunchedBy.Service("AWS Batch"),
        },
        new Launcher("aws_ecs_capacity_provider", "ECS Managed Instances")
        {
            When = ("managed_instances_provider", []),
            Options = LauncherOptions.ShowsTags("managed_instances_provider.instance_launch_template.instance_metadata_tags_propagation"),
            By = LaunchedBy.Service("ECS Managed Instances"),
        },
        new Launcher("aws_imagebuilder_infrastructure_configuration", "EC2 Image Builder")
        {
            Options = LauncherOptions.Object("instance_metadata_options", ("HttpTokens", "http_tokens"), ("HttpPutResponseHopLimit", "http_put_response_hop_limit")),
            By = LaunchedBy.ServiceLinkedRole("AWSServiceRoleForImageBuilder"),
        },
        new Launcher("aws_sagemaker_notebook_instance", "Amazon SageMaker")
        {
            Options = LauncherOptions.LeastVersion("instance_metadata_service_configuration.minimum_instance_metadata_service_version", "optional"),
            By = LaunchedBy.InAccountOf("Amazon SageMaker"),
        },
        new Launcher("aws_sagemaker_cluster", "SageMaker HyperPod") { By = LaunchedBy.InAccountOf("Amazon SageMaker") },
        Emr("aws_emr_cluster"),
        Emr("aws_emr_instance_group"),
        Emr("aws_emr_instance_fleet"),
        Beanstalk("aws_elastic_beanstalk_environment"),
        Beanstalk("aws_elastic_beanstalk_configuration_template"),
        new Launcher("aws_cloud9_environment_ec2", "AWS Cloud9") { By = LaunchedBy.ServiceLinkedRole("AWSServiceRoleForAWSCloud9") },
        AppStream("aws_appstream_fleet"),
        AppStream("aws_appstream_image_builder"),
        Elsewhere("aws_gamelift_fleet", "Amazon GameLift"),
        new Launcher("aws_gamelift_game_server_group", "GameLift FleetIQ") { Templates = ["launch_template"], LeavesRestToEc2 = true, By = LaunchedBy.Service("GameLift FleetIQ") },
        Elsewhere("aws_lightsail_instance", "Amazon Lightsail"),
        new Launcher("aws_opsworks_instance", "AWS OpsWorks") { By = LaunchedBy.Service("AWS OpsWorks") },
        Elsewhere("aws_workspaces_workspace", "Amazon WorkSpaces"),
        Elsewhere("aws_workspaces_pool", "Amazon WorkSpaces"),
        new Launcher("aws_db_instance", "RDS Custom") { When = ("custom_iam_instance_profile", []), By = LaunchedBy.Service("RDS Custom") },
        new Launcher("aws_lambda_capacity_provider", "Lambda Managed Instances") { By = LaunchedBy.Service("AWS Lambda") },
        Elsewhere("aws_codebuild_fleet", "AWS CodeBuild"),
        new Launcher("aws_datapipeline_pipeline", "AWS Data Pipeline") { By = LaunchedBy.Service("AWS Data Pipeline") },
    }.ToFrozenDictionary(static l => l.Type, StringComparer.Ordinal);

    /// <summary>Types whose instances are in a template or a product that the file does not hold.</summary>
    public static FrozenDictionary<string, string> Contents { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["aws_cloudformation_stack"] = "a stack of CloudFormation",
        ["aws_cloudformation_stack_set"] = "a stack set of CloudFormation",
        ["aws_serverlessapplicationrepository_cloudformation_stack"] = "a serverless application",
        ["aws_servicecatalog_provisioned_product"] = "a product of Service Catalog",
        ["aws_cloudcontrolapi_resource"] = "a resource of the Cloud Control API",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static Launcher Emr(string type) => new(type, "Amazon EMR") { By = LaunchedBy.Service("Amazon EMR") };

    private static Launcher Beanstalk(string type) => new(type, "Elastic Beanstalk")
    {
        Options = LauncherOptions.Setting("setting", "name", "value"), By = LaunchedBy.Service("Elastic Beanstalk"),
    };

    private static Launcher AppStream(string type) => new(type, "WorkSpaces Applications")
    {
        Options = LauncherOptions.DisablesV1("disable_imds_v1"), By = LaunchedBy.InAccountOf("WorkSpaces Applications"),
    };

    private static Launcher Elsewhere(string type, string service) => new(type, service) { By = LaunchedBy.InAccountOf(service) };
}
