namespace FakeImds.Iac.Tests;

/// <summary>Declarative policies of an organization: those of root, units and account become one (docs/fidelity.md#declarative-merge).</summary>
public sealed class OrganizationPolicyTests
{
    private const string Box = """{ "Resources": { "Box": { "Type": "AWS::EC2::Instance", "Properties": { "ImageId": "ami-0aaaaaaaaaaaaaaa1" } } } }""";
    private const string Image = """{ "Images": [ { "ImageId": "ami-0aaaaaaaaaaaaaaa1", "Name": "plain" } ] }""";

    [Fact]
    public void A_lower_policy_assigns_over_a_higher_one_and_keeps_the_rest()
    {
        var box = Explain(
            ("root.json", Policy("""{ "http_tokens": { "@@assign": "optional" }, "http_put_response_hop_limit": { "@@assign": "5" } }""")),
            ("account.json", Policy("""{ "http_tokens": { "@@assign": "required" } }""")));

        (box.HttpTokens.Value, box.HttpPutResponseHopLimit.Value).ShouldBe(("required", "5"));
        box.HttpTokens.Source.ShouldBe("account default (declarative policy)");
    }

    [Theory]
    [InlineData("\"http_tokens\": { \"@@operators_allowed_for_child_policies\": [\"@@none\"], \"@@assign\": \"required\" }", "required")]
    [InlineData("\"@@operators_allowed_for_child_policies\": [\"@@none\"], \"http_tokens\": { \"@@assign\": \"required\" }", "required")]
    [InlineData("\"@@operators_allowed_for_child_policies\": [\"@@append\"], \"http_tokens\": { \"@@assign\": \"required\" }", "required")]
    [InlineData("\"@@operators_allowed_for_child_policies\": [\"@@all\"], \"http_tokens\": { \"@@assign\": \"required\" }", "optional")]
    [InlineData("\"http_tokens\": { \"@@operators_allowed_for_child_policies\": [\"@@assign\"], \"@@assign\": \"required\" }", "optional")]
    [InlineData("\"http_endpoint\": { \"@@operators_allowed_for_child_policies\": [\"@@none\"], \"@@assign\": \"enabled\" }, \"http_tokens\": { \"@@assign\": \"required\" }", "optional")]
    public void A_higher_policy_can_forbid_lower_ones_to_assign(string root, string tokens)
    {
        var files = Read(("root.json", Policy($$"""{ {{root}} }""")), ("account.json", Policy("""{ "http_tokens": { "@@assign": "optional" } }""")));

        files.Explain()["Box"].HttpTokens.Value.ShouldBe(tokens);
        files.Explain().Notes.Any(static n => n.Contains("http_tokens of the policy account is not taken: the policy root above it", StringComparison.Ordinal)).ShouldBe(tokens is "required");
    }

    [Fact]
    public void What_policies_are_attached_to_orders_them()
    {
        const string Stack = """
            { "Resources": {
              "Box": { "Type": "AWS::EC2::Instance", "Properties": { "ImageId": "ami-0aaaaaaaaaaaaaaa1" } },
              "Account": { "Type": "AWS::Organizations::Policy", "Properties": { "Name": "a", "Type": "DECLARATIVE_POLICY_EC2", "TargetIds": [ "123456789012" ],
                "Content": { "ec2_attributes": { "instance_metadata_defaults": { "http_tokens": { "@@assign": "required" } } } } } },
              "Other": { "Type": "AWS::Organizations::Policy", "Properties": { "Name": "o", "Type": "DECLARATIVE_POLICY_EC2", "TargetIds": [ "999999999999" ],
                "Content": { "ec2_attributes": { "instance_metadata_defaults": { "http_put_response_hop_limit": { "@@assign": 9 } } } } } },
              "Root": { "Type": "AWS::Organizations::Policy", "Properties": { "Name": "r", "Type": "DECLARATIVE_POLICY_EC2", "TargetIds": [ "r-ab12" ],
                "Content": { "ec2_attributes": { "instance_metadata_defaults": { "http_tokens": { "@@assign": "optional" }, "http_put_response_hop_limit": { "@@assign": 3 } } } } } } } }
            """;

        var box = AccountFiles.Parse([new("stack.json", Stack), new("images.json", Image), new("config.json", """{ "FakeImds": { "AccountId": "123456789012" } }""")]).Explain()["Box"];

        (box.HttpTokens.Value, box.HttpPutResponseHopLimit.Value).ShouldBe(("required", "3"));
    }

    [Fact]
    public void A_plan_s_attachments_order_its_policies()
    {
        var box = AccountFiles.Parse(
        [
            new("images.json", Image),
            new("state.json", """
                { "format_version": "1.0", "terraform_version": "1.9.0", "values": { "root_module": { "resources": [
                  { "address": "aws_organizations_policy.account", "type": "aws_organizations_policy", "name": "account", "values": { "id": "p-1", "type": "DECLARATIVE_POLICY_EC2", "content": "{\"ec2_attributes\":{\"instance_metadata_defaults\":{\"http_tokens\":{\"@@assign\":\"required\"}}}}" } },
                  { "address": "aws_organizations_policy.root", "type": "aws_organizations_policy", "name": "root", "values": { "id": "p-2", "type": "DECLARATIVE_POLICY_EC2", "content": "{\"ec2_attributes\":{\"instance_metadata_defaults\":{\"http_tokens\":{\"@@assign\":\"optional\"}}}}" } },
                  { "address": "aws_organizations_policy_attachment.a", "type": "aws_organizations_policy_attachment", "name": "a", "values": { "policy_id": "p-1", "target_id": "123456789012" } },
                  { "address": "aws_organizations_policy_attachment.r", "type": "aws_organizations_policy_attachment", "name": "r", "values": { "policy_id": "p-2", "target_id": "r-ab12" } } ] } } }
                """),
            new("box.json", Box),
        ]).Explain()["Box"];

        box.HttpTokens.Value.ShouldBe("required");
    }

    [Fact]
    public void A_policy_in_effect_is_read()
    {
        const string Effective = """{ "EffectivePolicy": { "PolicyContent": "{\"ec2_attributes\": {\"instance_metadata_defaults\": {\"http_tokens\": \"required\", \"http_put_response_hop_limit\": \"2\"}}}", "TargetId": "210987654321", "PolicyType": "DECLARATIVE_POLICY_EC2" } }""";

        var box = Explain(("effective.json", Effective));

        (box.HttpTokens.Value, box.HttpPutResponseHopLimit.Value).ShouldBe(("required", "2"));
    }

    [Theory]
    [InlineData("""{ "http_tokens": { "@@append": "required" } }""", "{}", "a.json:1:72: ec2_attributes.instance_metadata_defaults.http_tokens has @@append, which is for lists; @@assign is allowed")]
    [InlineData("""{ "http_token": { "@@assign": "required" } }""", "{}", "a.json:1:55: unknown member 'http_token' in ec2_attributes.instance_metadata_defaults; allowed: ")]
    [InlineData("""{ "http_tokens": { "@@operators_allowed_for_child_policies": ["@@nothing"] } }""", "{}", "a.json:1:115: ec2_attributes.instance_metadata_defaults.http_tokens.@@operators_allowed_for_child_policies[0] is '@@nothing'; @@all, @@none, @@assign, @@append or @@remove is allowed")]
    [InlineData("[]", "{}", "a.json:1:53: ec2_attributes.instance_metadata_defaults is not an object; one with ")]
    public void What_is_wrong_gets_one_line(string a, string b, string line) =>
        Should.Throw<AccountFilesException>(() => Read(("a.json", Policy(a)), ("b.json", Policy(b)))).Message.ShouldStartWith(line);

    [Fact]
    public void Two_policies_of_one_target_may_not_contradict_each_other()
    {
        const string Stack = """
            { "Resources": {
              "A": { "Type": "AWS::Organizations::Policy", "Properties": { "Name": "a", "Type": "DECLARATIVE_POLICY_EC2", "TargetIds": [ "r-ab12" ], "Content": { "ec2_attributes": { "instance_metadata_defaults": { "http_tokens": { "@@assign": "required" } } } } } },
              "B": { "Type": "AWS::Organizations::Policy", "Properties": { "Name": "b", "Type": "DECLARATIVE_POLICY_EC2", "TargetIds": [ "r-ab12" ], "Content": { "ec2_attributes": { "instance_metadata_defaults": { "http_tokens": { "@@assign": "optional" } } } } } } } }
            """;

        Should.Throw<AccountFilesException>(() => AccountFiles.Parse([new("s.json", Stack)])).Message
            .ShouldContain("the policies A and B are attached to the same target and assign ec2_attributes.instance_metadata_defaults.http_tokens differently");
    }

    private static LaunchExplanation Explain(params (string Name, string Text)[] files) => Read(files).Explain()["Box"];

    private static AccountFiles Read(params (string Name, string Text)[] files) =>
        AccountFiles.Parse([new("box.json", Box), new("images.json", Image), .. files.Select(static f => KeyValuePair.Create(f.Name, f.Text))]);

    private static string Policy(string defaults) => $$"""{ "ec2_attributes": { "instance_metadata_defaults": {{defaults}} } }""";
}
