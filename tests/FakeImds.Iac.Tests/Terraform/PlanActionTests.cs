using System.Text.Json.Nodes;

namespace FakeImds.Iac.Tests.Terraform;

/// <summary>What a plan does with what it has: only what is made is a launch.</summary>
public sealed class PlanActionTests
{
    private const string Images = """{ "Images": [ { "ImageId": "ami-1", "Name": "plain" } ] }""";
    private const string Enforced = """{ "AccountLevel": { "HttpTokensEnforced": "enabled" } }""";

    private const string Options = """{ "http_endpoint": "enabled", "http_protocol_ipv6": "disabled", "http_put_response_hop_limit": 1, "http_tokens": "optional", "instance_metadata_tags": "disabled" }""";

    [Theory]
    [InlineData("""["no-op"]""", LaunchVerdict.Exists)]
    [InlineData("""["create"]""", LaunchVerdict.Fails)]
    [InlineData("""["delete", "create"]""", LaunchVerdict.Fails)]
    [InlineData("""["create", "delete"]""", LaunchVerdict.Fails)]
    [InlineData("""["update"]""", LaunchVerdict.Exists)]
    public void What_stays_is_no_launch(string actions, LaunchVerdict expected)
    {
        var web = Explain(Plan(actions, Options, Options), Enforced);

        web.Verdict.ShouldBe(expected);
        web.HttpTokens.Value.ShouldBe("optional");
    }

    [Fact]
    public void A_replacement_and_an_update_are_told_apart()
    {
        Explain(Plan("""["delete", "create"]""", Options, Options)).ToString().ShouldStartWith("aws_instance.web (aws_instance, replace, plan.json:");
        Explain(Plan("""["update"]""", Options, Options)).ToString().ShouldStartWith("aws_instance.web (aws_instance, update, plan.json:");
    }

    [Theory]
    [InlineData("optional", "required", LaunchVerdict.Succeeds)]
    [InlineData("required", "optional", LaunchVerdict.Fails)]
    public void An_update_of_options_is_a_modification_with_its_own_rules(string before, string after, LaunchVerdict expected)
    {
        var web = Explain(Plan("""["update"]""", Tokens(before), Tokens(after)), Enforced);

        web.Verdict.ShouldBe(expected, "the account enforces tokens");
        web.HttpTokens.ToString().ShouldBe($"HttpTokens = {after} (changed by the plan)");
        web.HttpEndpoint.ToString().ShouldBe("HttpEndpoint = enabled (existing instance)");
        web.ToString().ShouldContain(expected is LaunchVerdict.Fails ? "  change: fails: UnsupportedOperation: " : "  change: succeeds\n");
    }

    [Fact]
    public void An_instance_that_keeps_optional_tokens_may_change_another_option() =>
        Explain(Plan("""["update"]""", Options, Options.Replace("\"http_put_response_hop_limit\": 1", "\"http_put_response_hop_limit\": 2", StringComparison.Ordinal)), Enforced)
            .Verdict.ShouldBe(LaunchVerdict.Succeeds);

    [Fact]
    public void Showing_tags_in_place_asks_about_their_keys()
    {
        var shown = Options.Replace("\"instance_metadata_tags\": \"disabled\"", "\"instance_metadata_tags\": \"enabled\"", StringComparison.Ordinal);

        Explain(Plan("""["update"]""", Options, shown, """, "tags_all": { "a/b": "c" } """)).Error.ShouldNotBeNull().ShouldContain("'a/b' is not a valid tag key");
    }

    [Fact]
    public void What_is_known_after_apply_is_unknown()
    {
        var web = Explain(Plan("""["create"]""", null, """{ "http_endpoint": "enabled", "http_put_response_hop_limit": 1 }""", configuration: """{ "http_tokens": { "references": [ "random_shuffle.t.result", "random_shuffle.t" ] } }""",
            unknown: """{ "http_tokens": true, "http_protocol_ipv6": true, "instance_metadata_tags": true }"""));

        web.HttpTokens.DependsOn.ShouldBe(["random_shuffle.t.result, not known before apply"]);
        web.HttpProtocolIpv6.Value.ShouldBe("disabled", "no configuration sets it");
    }

    [Fact]
    public void A_dynamic_block_leaves_open_whether_it_sets_what_is_not_known()
    {
        var web = Explain(Plan("""["create"]""", null, """{ "http_tokens": "required", "http_put_response_hop_limit": 1 }""", unknown: """{ "http_endpoint": true }"""));

        (web.HttpTokens.Value, web.HttpEndpoint.Value).ShouldBe(("required", null));
    }

    [Fact]
    public void A_state_s_instances_exist_and_only_their_relaunch_has_a_verdict()
    {
        var state = $$"""{ "format_version": "1.0", "terraform_version": "1.9.5", "values": { "root_module": { "resources": [ { "address": "aws_instance.web", "mode": "managed", "type": "aws_instance", "name": "web", "values": { "id": "i-1", "ami": "ami-1", "metadata_options": [ {{Options}} ] } } ] } } }""";

        Explain(state, Enforced).Verdict.ShouldBe(LaunchVerdict.Exists);
    }

    [Theory]
    [InlineData(null, "1", "optional")]
    [InlineData("$Default", "1", null)]
    [InlineData("2", "2", "optional")]
    [InlineData("1", "2", null)]
    [InlineData("$Latest", "1", "optional")]
    public void A_state_holds_the_newest_version_of_a_template_alone(string? version, string defaultVersion, string? tokens)
    {
        var latest = version is null ? "1" : "2";
        var state = $$"""
            { "format_version": "1.0", "terraform_version": "1.9.5", "values": { "root_module": { "resources": [
              { "address": "aws_launch_template.t", "mode": "managed", "type": "aws_launch_template", "name": "t", "values": { "id": "lt-1", "name": "web", "image_id": "ami-1", "latest_version": {{latest}}, "default_version": {{defaultVersion}}, "metadata_options": [ {{Options}} ] } },
              { "address": "aws_autoscaling_group.web", "mode": "managed", "type": "aws_autoscaling_group", "name": "web", "values": { "launch_template": [ { "id": "lt-1", "name": "web", "version": "{{version}}" } ] } } ] } } }
            """;

        AccountFiles.Parse([new("state.json", state), new("images.json", Images)]).Explain()["aws_autoscaling_group.web"].HttpTokens.Value.ShouldBe(tokens);
    }

    [Fact]
    public void A_hash_in_place_of_user_data_is_not_served()
    {
        var plan = Plan("""["create"]""", null, Options, """, "user_data": "cc1021014e8c036ecbe0f8a2abd196b003dac173" """);
        var files = AccountFiles.Parse([new("plan.json", plan), new("images.json", Images)]);

        files.Explain()["aws_instance.web"].Notes.ShouldHaveSingleItem().ShouldContain("is the SHA-1 that the provider keeps in place of the text");
        using var imds = files.Emulate();
        imds.Instance.Snapshot.Description.UserData.IsDefaultOrEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_group_that_stays_launches_when_its_template_changes()
    {
        const string Document = """
            { "format_version": "1.2", "planned_values": { "root_module": { "resources": [
              { "address": "aws_launch_template.t", "mode": "managed", "type": "aws_launch_template", "name": "t", "values": { "id": "lt-1", "name": "web", "image_id": "ami-1", "metadata_options": [ { "http_tokens": "required" } ] } },
              { "address": "aws_autoscaling_group.web", "mode": "managed", "type": "aws_autoscaling_group", "name": "web", "values": { "launch_template": [ { "id": "lt-1", "version": "$Latest" } ] } } ] } },
              "resource_changes": [ { "address": "aws_launch_template.t", "change": { "actions": [ "update" ], "before": { "latest_version": 4 } } }, { "address": "aws_autoscaling_group.web", "change": { "actions": [ "no-op" ] } } ] }
            """;

        var group = AccountFiles.Parse([new("plan.json", Document), new("images.json", Images)]).Explain()["aws_autoscaling_group.web"];

        (group.Verdict, group.HttpTokens.ToString()).ShouldBe((LaunchVerdict.Succeeds, "HttpTokens = required (launch template web version 5)"));
    }

    private static string Tokens(string tokens) => Options.Replace("\"http_tokens\": \"optional\"", $"\"http_tokens\": \"{tokens}\"", StringComparison.Ordinal);

    private static LaunchExplanation Explain(string plan, string? account = null) =>
        AccountFiles.Parse([new("plan.json", plan), new("images.json", Images), .. account is null ? [] : new KeyValuePair<string, string>[] { new("account.json", account) }]).Explain()["aws_instance.web"];

    private static string Plan(string actions, string? before, string after, string more = "", string? configuration = null, string? unknown = null)
    {
        var plan = JsonNode.Parse($$"""
            { "format_version": "1.2", "terraform_version": "1.9.5",
              "planned_values": { "root_module": { "resources": [ { "address": "aws_instance.web", "mode": "managed", "type": "aws_instance", "name": "web", "values": { "ami": "ami-1", "metadata_options": [ {{after}} ] {{more}} } } ] } },
              "resource_changes": [ { "address": "aws_instance.web", "change": { "actions": {{actions}}, "before": {{(before is null ? "null" : $$"""{ "ami": "ami-1", "metadata_options": [ {{before}} ] }""")}}, "after_unknown": { "id": true, "metadata_options": [ {{unknown ?? "{}"}} ] } } } ],
              "configuration": { "root_module": { "resources": [ { "address": "aws_instance.web", "mode": "managed", "type": "aws_instance", "name": "web", "expressions": { "ami": { "constant_value": "ami-1" } } } ] } } }
            """)!;
        if (configuration is not null)
        {
            plan["configuration"]!["root_module"]!["resources"]![0]!["expressions"]!["metadata_options"] = new JsonArray(JsonNode.Parse(configuration));
        }

        return plan.ToJsonString();
    }
}
