using FakeImds.Iac.Launchers;

namespace FakeImds.Iac.Tests.Launchers;

/// <summary>Every resource of a Terraform plan that launches instances is named, and decided as far as the plan tells.</summary>
public sealed class TerraformLauncherTests
{
    private const string Images = """{ "Images": [ { "ImageId": "ami-0aaaaaaaaaaaaaaa1" } ] }""";

    private const string Template = """
        { "address": "aws_launch_template.t", "mode": "managed", "type": "aws_launch_template", "name": "t", "values": { "name": "nodes", "image_id": "ami-0aaaaaaaaaaaaaaa1",
          "metadata_options": [{ "http_tokens": "required", "http_put_response_hop_limit": 3 }] } },
        """;

    public static TheoryData<string> Types => [.. TerraformLaunchers.ByType.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_type_that_launches_is_named(string type)
    {
        var values = type switch
        {
            "aws_eks_cluster" => """{ "compute_config": [{ "enabled": true }] }""",
            "aws_batch_compute_environment" => """{ "compute_resources": [{ "type": "EC2" }] }""",
            "aws_ecs_capacity_provider" => """{ "managed_instances_provider": [{ "infrastructure_role_arn": "x" }] }""",
            "aws_db_instance" => """{ "custom_iam_instance_profile": "AWSRDSCustom" }""",
            _ => "{}",
        };

        var launch = Explain(type, values)[$"{type}.it"];

        launch.Kind.ShouldBe(type);
        launch.Options.ShouldContain(static o => o.Value == null, "nothing in the plan tells all options");
        (launch.Verdict is LaunchVerdict.Unknown).ShouldBe(!TerraformLaunchers.ByType[type].LeavesRestToEc2);
    }

    [Theory]
    [InlineData("aws_eks_cluster", """{ "compute_config": [] }""")]
    [InlineData("aws_eks_cluster", """{ "compute_config": [{ "enabled": false }] }""")]
    [InlineData("aws_batch_compute_environment", """{ "compute_resources": [{ "type": "FARGATE" }] }""")]
    [InlineData("aws_db_instance", """{ "engine": "postgres", "custom_iam_instance_profile": null }""")]
    [InlineData("aws_s3_bucket", "{}")]
    public void What_launches_nothing_is_not_named(string type, string values) => Explain(type, values).ShouldBeEmpty();

    [Theory]
    [InlineData("aws_eks_node_group", """{ "launch_template": [{ "name": "nodes", "version": "1" }] }""")]
    [InlineData("aws_ec2_fleet", """{ "launch_template_config": [{ "launch_template_specification": [{ "launch_template_name": "nodes", "version": "1" }] }] }""")]
    [InlineData("aws_spot_fleet_request", """{ "launch_template_config": [{ "launch_template_specification": [{ "name": "nodes", "version": "1" }] }] }""")]
    [InlineData("aws_batch_compute_environment", """{ "compute_resources": [{ "type": "SPOT", "launch_template": [{ "launch_template_name": "nodes" }] }] }""")]
    [InlineData("aws_gamelift_game_server_group", """{ "launch_template": [{ "name": "nodes" }] }""")]
    [InlineData("aws_autoscaling_group", """{ "mixed_instances_policy": [{ "launch_template": [{ "launch_template_specification": [{ "launch_template_name": "nodes" }] }] }] }""")]
    public void A_launch_template_decides_what_it_sets(string type, string values)
    {
        var launch = Explain(type, values, Template)[$"{type}.it"];

        launch.HttpTokens.Value.ShouldBe("required");
        launch.HttpTokens.Source.ShouldBe("launch template nodes version 1");
        launch.HttpPutResponseHopLimit.Value.ShouldBe("3");
    }

    [Fact]
    public void A_template_of_the_same_plan_is_found_by_what_the_configuration_refers_to()
    {
        const string Configuration = """
            "configuration": { "root_module": { "resources": [{ "address": "aws_eks_node_group.it", "type": "aws_eks_node_group", "name": "it", "expressions":
              { "launch_template": [{ "id": { "references": ["aws_launch_template.t.id", "aws_launch_template.t"] }, "version": { "references": ["aws_launch_template.t.latest_version"] } }] } }] } },
            """;
        var launch = Explain("aws_eks_node_group", """{ "launch_template": [{}] }""", Template, Configuration)["aws_eks_node_group.it"];

        launch.HttpTokens.Value.ShouldBe("required");
    }

    [Fact]
    public void A_template_that_the_plan_does_not_tell_is_unknown() =>
        Explain("aws_autoscaling_group", """{ "launch_template": [{}] }""")["aws_autoscaling_group.it"].HttpTokens.DependsOn
            .ShouldContain("the launch template of aws_autoscaling_group.it, not known before apply");

    [Theory]
    [InlineData("aws_imagebuilder_infrastructure_configuration", """{ "instance_metadata_options": [{ "http_tokens": "required" }] }""", "HttpTokens", "required")]
    [InlineData("aws_sagemaker_notebook_instance", """{ "instance_metadata_service_configuration": [{ "minimum_instance_metadata_service_version": "2" }] }""", "HttpTokens", "required")]
    [InlineData("aws_sagemaker_notebook_instance", "{}", "HttpTokens", "optional")]
    [InlineData("aws_elastic_beanstalk_environment", """{ "setting": [{ "namespace": "aws:autoscaling:launchconfiguration", "name": "DisableIMDSv1", "value": "true" }] }""", "HttpTokens", "required")]
    public void Options_of_a_type_s_own_decide(string type, string values, string option, string value) =>
        Explain(type, values)[$"{type}.it"].Options.Single(o => o.Name == option).Value.ShouldBe(value);

    [Fact]
    public void An_option_known_after_apply_is_unknown()
    {
        const string Changes = """
            "resource_changes": [{ "address": "aws_imagebuilder_infrastructure_configuration.it", "change": { "actions": ["create"], "after_unknown": { "instance_metadata_options": [{ "http_tokens": true }] } } }],
            """;
        Explain("aws_imagebuilder_infrastructure_configuration", """{ "instance_metadata_options": [{}] }""", rest: Changes)["aws_imagebuilder_infrastructure_configuration.it"].HttpTokens.DependsOn
            .ShouldContain("http_tokens of aws_imagebuilder_infrastructure_configuration.it, not known before apply");
    }

    [Theory]
    [InlineData("aws_cloudformation_stack", "{}", "a stack of CloudFormation")]
    [InlineData("awscc_ec2_instance", "{}", "of the provider awscc")]
    [InlineData("awscc_eks_nodegroup", "{}", "of the provider awscc")]
    [InlineData("spotinst_ocean_aws", """{ "instance_metadata_options": [{ "http_tokens": "optional" }] }""", "of a type that is not known here and has instance_metadata_options")]
    [InlineData("aws_autoscaling_group", """{ "launch_configuration": "elsewhere" }""", "the launch configuration of aws_autoscaling_group.it")]
    public void What_a_plan_does_not_hold_is_unknown(string type, string values, string dependsOn)
    {
        var launch = Explain(type, values)[$"{type}.it"];

        launch.Verdict.ShouldBe(LaunchVerdict.Unknown);
        launch.DependsOn.ShouldHaveSingleItem().ShouldContain(dependsOn);
    }

    [Fact]
    public void What_a_plan_leaves_alone_exists()
    {
        const string Changes = """ "resource_changes": [{ "address": "aws_cloudformation_stack.it", "change": { "actions": ["no-op"] } }], """;
        Explain("aws_cloudformation_stack", "{}", rest: Changes)["aws_cloudformation_stack.it"].Verdict.ShouldBe(LaunchVerdict.Exists);
    }

    [Fact]
    public void Tags_that_a_group_propagates_are_held_against_the_rules_of_metadata()
    {
        const string Shown = """
            { "address": "aws_launch_template.t", "mode": "managed", "type": "aws_launch_template", "name": "t", "values": { "name": "nodes", "image_id": "ami-0aaaaaaaaaaaaaaa1",
              "metadata_options": [{ "http_tokens": "required", "instance_metadata_tags": "enabled" }] } },
            """;
        const string Group = """{ "launch_template": [{ "name": "nodes" }], "tag": [{ "key": "a/b", "value": "x", "propagate_at_launch": PROPAGATE }] }""";

        Explain("aws_autoscaling_group", Group.Replace("PROPAGATE", "true", StringComparison.Ordinal), Shown)["aws_autoscaling_group.it"].Error.ShouldNotBeNull().ShouldContain("'a/b' is not a valid tag key");
        Explain("aws_autoscaling_group", Group.Replace("PROPAGATE", "false", StringComparison.Ordinal), Shown)["aws_autoscaling_group.it"].Verdict.ShouldBe(LaunchVerdict.Succeeds);
    }

    private static AccountExplanation Explain(string type, string values, string before = "", string rest = "") => AccountFiles.Parse(
    [
        KeyValuePair.Create("plan.json", $$"""
            { "format_version": "1.2", "terraform_version": "1.9.0", {{rest}} "planned_values": { "root_module": { "resources": [ {{before}}
              { "address": "{{type}}.it", "mode": "managed", "type": "{{type}}", "name": "it", "values": {{values}} } ] } } }
            """),
        KeyValuePair.Create("images.json", Images),
    ]).Explain();
}
