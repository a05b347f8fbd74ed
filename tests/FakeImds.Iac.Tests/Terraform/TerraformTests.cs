using System.Text;
using System.Text.Json.Nodes;
using FakeImds.Ec2;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Plan;

namespace FakeImds.Iac.Tests.Terraform;

/// <summary>Documents in the form that HashiCorp documents for <c>terraform show -json</c>.</summary>
public sealed class TerraformTests
{
    private const string PlanJson = """
        {
          "format_version": "1.2", "terraform_version": "1.9.5",
          "planned_values": { "root_module": {
            "resources": [
              { "address": "aws_ec2_instance_metadata_defaults.this", "mode": "managed", "type": "aws_ec2_instance_metadata_defaults", "name": "this", "provider_name": "registry/hashicorp/aws",
                "values": { "http_tokens": "required", "http_put_response_hop_limit": -1, "http_endpoint": "no-preference", "instance_metadata_tags": "no-preference" } },
              { "address": "aws_launch_template.web", "mode": "managed", "type": "aws_launch_template", "name": "web",
                "values": { "name": "web-template", "image_id": "ami-0123", "instance_type": "t3.small", "metadata_options": [ { "http_tokens": "optional", "http_put_response_hop_limit": 2, "http_endpoint": "", "http_protocol_ipv6": null } ] } },
              { "address": "aws_instance.web[0]", "mode": "managed", "type": "aws_instance", "name": "web", "index": 0,
                "values": { "instance_type": "t3.micro", "launch_template": [ { "version": null } ], "tags": { "Name": "web" }, "user_data": "hello" } },
              { "address": "aws_instance.dark", "mode": "managed", "type": "aws_instance", "name": "dark",
                "values": { "ami": "ami-0456", "metadata_options": [ { "http_endpoint": "disabled", "http_tokens": "required", "http_put_response_hop_limit": 5 } ] } },
              { "address": "aws_organizations_policy.scp", "mode": "managed", "type": "aws_organizations_policy", "name": "scp",
                "values": { "name": "scp", "type": "SERVICE_CONTROL_POLICY", "content": "{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"ec2:StopInstances\",\"Resource\":\"*\"}}" } }
            ],
            "child_modules": [ { "address": "module.app", "resources": [
              { "address": "module.app.aws_autoscaling_group.this", "mode": "managed", "type": "aws_autoscaling_group", "name": "this",
                "values": { "launch_template": [ { "version": "$Latest" } ] } },
              { "address": "module.app.aws_launch_template.this", "mode": "managed", "type": "aws_launch_template", "name": "this", "values": { "metadata_options": [ {} ] } }
            ] } ] } },
          "resource_changes": [ { "address": "module.app.aws_launch_template.this", "change": { "after_unknown": { "metadata_options": [ { "http_tokens": true, "http_endpoint": true } ] } } } ],
          "prior_state": { "format_version": "1.0", "values": { "root_module": { "resources": [
            { "address": "data.aws_ami.al2023", "mode": "data", "type": "aws_ami", "name": "al2023", "values": { "id": "ami-0123", "name": "al2023-ami", "owner_id": "137112412989", "imds_support": "v2.0" } } ] } } },
          "configuration": { "provider_config": { "aws": { "name": "aws", "expressions": { "region": { "constant_value": "eu-west-1" } } } }, "root_module": {
            "resources": [ { "address": "aws_instance.web", "mode": "managed", "type": "aws_instance", "name": "web", "expressions": { "launch_template": [ { "id": { "references": [ "aws_launch_template.web.id", "aws_launch_template.web" ] } } ] } } ],
            "module_calls": { "app": { "module": { "resources": [
              { "address": "aws_autoscaling_group.this", "type": "aws_autoscaling_group", "name": "this", "expressions": { "launch_template": [ { "id": { "references": [ "aws_launch_template.this.id", "aws_launch_template.this" ] } } ] } },
              { "address": "aws_launch_template.this", "type": "aws_launch_template", "name": "this", "expressions": { "metadata_options": [ { "http_tokens": { "references": [ "random_id.x.hex" ] } } ] } } ] } } } } }
        }
        """;

    private const string StateJson = """
        { "format_version": "1.0", "terraform_version": "1.9.5", "values": { "root_module": { "resources": [
          { "address": "aws_instance.web", "mode": "managed", "type": "aws_instance", "name": "web",
            "values": { "id": "i-0123", "ami": "ami-0123", "availability_zone": "us-west-2b", "launch_template": [ { "id": "lt-0123", "name": "web", "version": "2" } ],
              "metadata_options": [ { "http_endpoint": "enabled", "http_protocol_ipv6": "disabled", "http_put_response_hop_limit": 1, "http_tokens": "optional", "instance_metadata_tags": "disabled" } ] } },
          { "address": "aws_launch_configuration.old", "mode": "managed", "type": "aws_launch_configuration", "name": "old", "values": { "image_id": "ami-0123", "metadata_options": [ { "http_tokens": "required" } ] } }
        ] } } }
        """;

    [Fact]
    public void A_plan_s_launches_find_their_templates_before_these_have_ids()
    {
        var plan = Plan(PlanJson);

        plan.Launches.Select(static l => l.Name).ShouldBe(["aws_instance.web[0]", "aws_instance.dark", "module.app.aws_autoscaling_group.this"]);
        plan.Launches[0].Request.LaunchTemplate.ShouldBe(plan.Templates[0].Value.LaunchTemplateId);
        plan.Launches[2].Request.LaunchTemplate.ShouldBe(plan.Templates[1].Value.LaunchTemplateId);
        plan.Templates[0].Value.Version("$Latest").Data.MetadataOptions.ShouldBe(new MetadataOptions { HttpTokens = HttpTokens.Optional, HttpPutResponseHopLimit = 2 });
        plan.Region.ShouldBe("eu-west-1");
        plan.Launches.ShouldAllBe(static l => !l.Exists);
    }

    [Fact]
    public void Account_defaults_images_and_policies_of_a_plan_count()
    {
        var plan = Plan(PlanJson);

        plan.Defaults!.Value.HttpTokens.ShouldBe(DefaultHttpTokens.Required);
        plan.Defaults.Value.HttpPutResponseHopLimit.ShouldBe(-1);
        plan.Images.ShouldHaveSingleItem().Value.ImdsSupport.ShouldBe(ImdsSupport.V2);
        plan.Policies.ShouldHaveSingleItem().IsServiceControl.ShouldBe(true);
    }

    [Fact]
    public void The_provider_sends_a_disabled_endpoint_alone() =>
        Plan(PlanJson).Launches[1].Request.MetadataOptions.ShouldBe(new MetadataOptions { HttpEndpoint = OptionState.Disabled });

    [Fact]
    public void A_template_keeps_all_its_options_with_a_disabled_endpoint()
    {
        var json = JsonNode.Parse(PlanJson)!;
        json["planned_values"]!["root_module"]!["resources"]![1]!["values"]!["metadata_options"]![0]!["http_endpoint"] = "disabled";

        Plan(json.ToJsonString()).Templates[0].Value.Version(null).Data.MetadataOptions!.HttpPutResponseHopLimit.ShouldBe(2);
    }

    [Fact]
    public void A_state_s_instances_exist_with_the_options_they_have()
    {
        var plan = Plan(StateJson);

        plan.Launches[0].Exists.ShouldBeTrue();
        plan.Launches[0].Request.MetadataOptions!.HttpPutResponseHopLimit.ShouldBe(1);
        plan.Launches[0].Request.LaunchTemplate.ShouldBe("lt-0123");
        plan.Launches[1].Kind.ShouldBe("aws_launch_configuration");
        plan.Launches[1].Exists.ShouldBeTrue();
        plan.Region.ShouldBe("us-west-2");
    }

    [Fact]
    public void A_template_that_can_t_be_found_is_open()
    {
        var json = JsonNode.Parse(PlanJson)!;
        json["configuration"]!["root_module"]!["resources"]![0]!["expressions"]!["launch_template"]![0]!["id"]!["references"]![0] = "data.terraform_remote_state.x.id";
        json["configuration"]!["root_module"]!["resources"]![0]!["expressions"]!["launch_template"]![0]!["id"]!["references"]!.AsArray().RemoveAt(1);

        Plan(json.ToJsonString()).Launches[0].Open["LaunchTemplate"].Words.ShouldBe("the launch template data.terraform_remote_state.x.id, not known before apply");
    }

    [Fact]
    public void A_policy_for_certain_principals_is_a_note_and_denies_nothing()
    {
        var json = JsonNode.Parse(PlanJson)!;
        json["planned_values"]!["root_module"]!["resources"]!.AsArray().Add(JsonNode.Parse(
            """{ "address": "aws_iam_role_policy.app", "type": "aws_iam_role_policy", "name": "app", "values": { "policy": "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}" } }"""));

        var plan = Plan(json.ToJsonString());

        plan.Policies.ShouldHaveSingleItem().Name.ShouldBe("aws_organizations_policy.scp");
        plan.Notes.ShouldHaveSingleItem().Text.ShouldStartWith("aws_iam_role_policy.app is a policy for certain principals and is not looked at");
    }

    [Theory]
    [InlineData("{ \"version\": 4, \"terraform_version\": \"1.9.5\", \"serial\": 3, \"lineage\": \"x\", \"resources\": [] }", "p.json:1:1: the file is a state file of Terraform; the output of terraform show -json is allowed")]
    [InlineData("{ \"format_version\": \"1.2\", \"planned_values\": { \"root_module\": { \"resources\": [ { \"address\": \"aws_instance.a\", \"type\": \"aws_instance\", \"values\": { \"metadata_options\": [ { \"http_tokens\": \"always\" } ] } } ] } } }", "p.json:1:186: planned_values.root_module.resources[0].values.metadata_options[0].http_tokens is 'always'; optional or required is allowed")]
    [InlineData("{ \"format_version\": \"1.2\", \"planned_values\": { \"root_module\": { \"resources\": [ {} ] } } }", "p.json:1:80: planned_values.root_module.resources[0] has no address; give it one")]
    public void What_is_wrong_gets_one_line(string json, string line) => Should.Throw<AccountFilesException>(() => Plan(json)).Message.ShouldBe(line);

    [Theory]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("\"x\"")]
    [InlineData("[]")]
    [InlineData("[[]]")]
    [InlineData("{}")]
    [InlineData("true")]
    public void Any_other_kind_of_value_anywhere_gives_a_plan_or_one_line(string value)
    {
        foreach (var text in new[] { PlanJson, StateJson })
        {
            var count = Nodes(JsonNode.Parse(text)!).Count();
            for (var i = 0; i < count; i++)
            {
                var root = JsonNode.Parse(text)!;
                Nodes(root).ElementAt(i).ReplaceWith(JsonNode.Parse(value));
                try
                {
                    Plan(root.ToJsonString());
                }
                catch (AccountFilesException e)
                {
                    e.Message.ShouldNotContain("\n");
                }
            }
        }
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode node) => (node switch
    {
        JsonObject o => o.Select(static m => m.Value),
        JsonArray a => a,
        _ => [],
    }).OfType<JsonNode>().SelectMany(static n => Nodes(n).Prepend(n));

    private static AccountPlan Plan(string json) => AccountSettings.Of([InputFile.Of("p.json", Encoding.UTF8.GetBytes(json))]).Plan;
}
