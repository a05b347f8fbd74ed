using FakeImds.Iac.Terraform;

namespace FakeImds.Iac.Tests.Terraform;

/// <summary>A launch finds its template through the outputs and the arguments of modules.</summary>
public sealed class TerraformReferenceTests
{
    [Theory]
    [InlineData("module.web[\"a.b\"].aws_instance.this[0]", "module.web[\"a.b\"].")]
    [InlineData("module.a.module.b[1].data.aws_ami.x", "module.a.module.b[1].")]
    [InlineData("aws_instance.web", "")]
    [InlineData("module", "")]
    [InlineData("", "")]
    public void An_address_has_its_module(string address, string module) => TerraformAddress.ModuleOf(address).ShouldBe(module);

    [Theory]
    [InlineData("module.a[\"x\"].data.aws_ami.y[0]", true)]
    [InlineData("data.aws_ami.y", true)]
    [InlineData("aws_instance.web[\"a.data.b\"]", false)]
    [InlineData("module.data.aws_instance.web", false)]
    public void A_data_source_is_known_by_its_address(string address, bool expected) => TerraformAddress.IsData(address).ShouldBe(expected);

    [Fact]
    public void An_output_of_a_module_is_followed() => Tokens(Group("module.workers.lt_id", "module.workers")).ShouldBe("required");

    [Fact]
    public void An_output_of_an_output_is_followed() => Tokens(Group("module.outer.lt_id", "module.outer"), "module.outer.module.inner.").ShouldBe("required");

    [Fact]
    public void An_argument_of_the_caller_is_followed()
    {
        const string Configuration = """
            "resources": [ { "address": "aws_launch_template.this", "mode": "managed", "type": "aws_launch_template", "name": "this", "expressions": {} } ],
            "module_calls": { "asg": { "expressions": { "lt": { "references": [ "aws_launch_template.this.id", "aws_launch_template.this" ] } },
              "module": { "resources": [ { "address": "aws_autoscaling_group.a", "mode": "managed", "type": "aws_autoscaling_group", "name": "a", "expressions": { "launch_template": [ { "id": { "references": [ "var.lt" ] } } ] } } ] } } }
            """;

        Tokens(Configuration, template: "", group: "module.asg.").ShouldBe("required");
    }

    [Theory]
    [InlineData("local.lt_id")]
    [InlineData("module.workers.other")]
    [InlineData("data.terraform_remote_state.x.outputs.lt")]
    [InlineData("var.missing")]
    public void What_can_t_be_followed_is_unknown(string reference)
    {
        var group = Explain(Group(reference, reference.Split('.')[0] + "." + reference.Split('.')[1]), "module.workers.", "");

        group.HttpTokens.Value.ShouldBeNull();
        group.HttpTokens.DependsOn[0].ShouldBe($"the launch template {reference}, not known before apply");
    }

    private static string Group(string reference, string shorter) => $$"""
        "resources": [ { "address": "aws_autoscaling_group.a", "mode": "managed", "type": "aws_autoscaling_group", "name": "a", "expressions": { "launch_template": [ { "id": { "references": [ "{{reference}}", "{{shorter}}" ] } } ] } } ],
        "module_calls": {
          "workers": { "module": { "outputs": { "lt_id": { "expression": { "references": [ "aws_launch_template.this[0].id", "aws_launch_template.this[0]", "aws_launch_template.this" ] } } },
            "resources": [ { "address": "aws_launch_template.this", "mode": "managed", "type": "aws_launch_template", "name": "this", "expressions": {} } ] } },
          "outer": { "module": { "outputs": { "lt_id": { "expression": { "references": [ "module.inner.id", "module.inner" ] } } },
            "module_calls": { "inner": { "module": { "outputs": { "id": { "expression": { "references": [ "aws_launch_template.this.id", "aws_launch_template.this" ] } } } } } } } } }
        """;

    private static string? Tokens(string configuration, string template = "module.workers.", string group = "") => Explain(configuration, template, group).HttpTokens.Value;

    private static LaunchExplanation Explain(string configuration, string template, string group)
    {
        var index = template is "module.workers." ? "[0]" : "";
        var plan = $$"""
            { "format_version": "1.2", "planned_values": { "root_module": { "resources": [
              { "address": "{{template}}aws_launch_template.this{{index}}", "mode": "managed", "type": "aws_launch_template", "name": "this", "values": { "image_id": "ami-1", "metadata_options": [ { "http_tokens": "required" } ] } },
              { "address": "{{group}}aws_autoscaling_group.a", "mode": "managed", "type": "aws_autoscaling_group", "name": "a", "values": { "launch_template": [ { "version": "$Latest" } ] } } ] } },
              "configuration": { "root_module": { {{configuration}} } } }
            """;
        return AccountFiles.Parse([new("plan.json", plan), new("images.json", """{ "Images": [ { "ImageId": "ami-1", "Name": "plain" } ] }""")]).Explain()[group + "aws_autoscaling_group.a"];
    }
}
