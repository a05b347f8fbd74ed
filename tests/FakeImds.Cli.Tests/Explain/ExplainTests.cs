using System.Text.Json;

namespace FakeImds.Cli.Tests.Explain;

public sealed class ExplainTests : IDisposable
{
    private const string Images = """{ "Images": [ { "ImageId": "ami-1", "Name": "al2" }, { "ImageId": "ami-2", "Name": "al2023", "ImdsSupport": "v2.0" } ] }""";
    private const string Defaults = """{ "AccountLevel": { "HttpTokens": "required", "HttpTokensEnforced": "enabled", "ManagedBy": "account" } }""";

    private const string MaxHopLimit = """
        { "Version": "2012-10-17", "Statement": [ { "Sid": "MaxImdsHopLimit", "Effect": "Deny", "Action": "ec2:RunInstances", "Resource": "arn:aws:ec2:*:*:instance/*",
          "Condition": { "NumericGreaterThan": { "ec2:MetadataHttpPutResponseHopLimit": "1" } } } ] }
        """;

    private const string Template = """
        { "LaunchTemplateVersions": [ { "LaunchTemplateId": "lt-0123456789abcdef0", "LaunchTemplateName": "web", "VersionNumber": 3, "DefaultVersion": true,
          "LaunchTemplateData": { "ImageId": "ami-2", "MetadataOptions": { "HttpPutResponseHopLimit": 3, "HttpTokens": "optional" } } } ] }
        """;

    private readonly ExplainRun _run = new();

    [Fact]
    public async Task Each_option_is_told_with_its_value_and_its_source()
    {
        var (exitCode, output, error) = await _run.RunAsync("images.json templates.json", ("images.json", Images), ("templates.json", Template));

        output.ShouldBe("""
            web (launch template, templates.json:1:31)
              HttpTokens               optional  launch template web version 3
              HttpPutResponseHopLimit  3         launch template web version 3
              HttpEndpoint             enabled   built-in
              HttpProtocolIpv6         disabled  built-in
              InstanceMetadataTags     disabled  built-in
              launch: succeeds


            """.ReplaceLineEndings("\n"));
        (exitCode, error).ShouldBe((0, ""));
    }

    [Fact]
    public async Task An_enforced_account_fails_the_launch_and_the_options_are_told_all_the_same()
    {
        var (exitCode, output, _) = await _run.RunAsync("images.json templates.json defaults.json", ("images.json", Images), ("templates.json", Template), ("defaults.json", Defaults));

        output.ShouldContain("  HttpTokens               optional  launch template web version 3\n");
        output.ShouldContain("  launch: fails: UnsupportedOperation: You can't launch instances with IMDSv1 because httpTokensEnforced is enabled");
        exitCode.ShouldBe(1);
    }

    [Fact]
    public async Task All_launches_of_an_enforced_account_are_told_with_their_options()
    {
        const string Instances = """{ "Instances": [ { "ImageId": "ami-1" }, { "ImageId": "ami-2" }, { "ImageId": "ami-1" } ] }""";

        var (exitCode, output, _) = await _run.RunAsync("instances.json images.json --account-http-tokens-enforced enabled", ("instances.json", Instances), ("images.json", Images));

        output.Split("  HttpTokens  ").Length.ShouldBe(4, output);
        output.Split("launch: fails: UnsupportedOperation").Length.ShouldBe(3, output);
        exitCode.ShouldBe(1);
    }

    [Fact]
    public async Task Without_launches_each_image_is_explained()
    {
        var (exitCode, output, _) = await _run.RunAsync("images.json defaults.json", ("images.json", Images), ("defaults.json", Defaults));

        output.ShouldContain("ami-1 (image, images.json:1:15)\n  HttpTokens               required  account default\n  HttpPutResponseHopLimit  1         built-in\n");
        output.ShouldContain("ami-2 (image, images.json:1:54)\n  HttpTokens               required  account default\n  HttpPutResponseHopLimit  2         AMI ami-2\n");
        exitCode.ShouldBe(0);
    }

    [Fact]
    public async Task The_policy_that_would_deny_is_named()
    {
        var (exitCode, output, _) = await _run.RunAsync("images.json scp.json", ("images.json", Images), ("scp.json", MaxHopLimit));

        output.ShouldContain("ami-1 (image, images.json:1:15)\n");
        output.ShouldContain("  launch: fails: UnauthorizedOperation: the service control policy scp denies ec2:RunInstances on arn:aws:ec2:us-east-1:123456789012:instance/* (statement MaxImdsHopLimit)\n");
        output.Split("launch: succeeds").Length.ShouldBe(2, "the plain image passes, the v2.0 image supplies hop limit 2");
        exitCode.ShouldBe(1);
    }

    [Fact]
    public async Task The_JSON_holds_the_same()
    {
        var (exitCode, output, _) = await _run.RunAsync("images.json scp.json --output json", ("images.json", Images), ("scp.json", MaxHopLimit));

        using var json = JsonDocument.Parse(output);
        var second = json.RootElement.GetProperty("Launches")[1];
        second.GetProperty("MetadataOptions").GetProperty("HttpPutResponseHopLimit").GetProperty("Value").GetInt32().ShouldBe(2);
        second.GetProperty("MetadataOptions").GetProperty("HttpTokens").GetProperty("Source").GetString().ShouldBe("AMI ami-2");
        second.GetProperty("Succeeds").GetBoolean().ShouldBeFalse();
        second.GetProperty("DeniedBy").GetProperty("Policy").GetString().ShouldBe("scp");
        second.GetProperty("DeniedBy").GetProperty("Statement").GetString().ShouldBe("MaxImdsHopLimit");
        exitCode.ShouldBe(1);
    }

    [Fact]
    public async Task As_console_the_wizard_s_options_are_sent()
    {
        var (_, output, _) = await _run.RunAsync("images.json defaults.json --as console", ("images.json", Images), ("defaults.json", Defaults));

        output.ShouldContain("  HttpTokens               required  launch request (console)\n  HttpPutResponseHopLimit  2         launch request (console)\n");
    }

    [Fact]
    public async Task What_if_the_account_were_different()
    {
        var (exitCode, output, _) = await _run.RunAsync("images.json --account-http-tokens-enforced enabled", ("images.json", Images));

        output.ShouldContain("HttpTokens               optional  built-in");
        exitCode.ShouldBe(1);
    }

    [Fact]
    public async Task An_image_that_no_file_has_is_unknown_where_it_matters()
    {
        const string Instances = """{ "Instances": [ { "ImageId": "ami-9" }, { "ImageId": "ami-9", "MetadataOptions": { "HttpTokens": "required", "HttpPutResponseHopLimit": 1 } } ] }""";

        var (exitCode, output, _) = await _run.RunAsync("instances.json", ("instances.json", Instances));

        output.ShouldContain("""
              HttpTokens               unknown   required if AMI ami-9 has ImdsSupport=v2.0, else optional
              HttpPutResponseHopLimit  unknown   2 if AMI ami-9 has ImdsSupport=v2.0, else 1
              HttpEndpoint             enabled   built-in
              HttpProtocolIpv6         disabled  built-in
              InstanceMetadataTags     disabled  built-in
              launch: succeeds
              not known: AMI ami-9 (give the output of describe-images, or --imds-support)

            """.ReplaceLineEndings("\n"));
        output.Split("not known: ").Length.ShouldBe(2, "the second launch does not depend on the image");
        exitCode.ShouldBe(0, "the launch succeeds, whatever the image is");
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData(" --fail-on unknown", 3)]
    [InlineData(" --fail-on fails", 0)]
    [InlineData(" --imds-support v2.0", 0)]
    [InlineData(" --imds-support none", 1)]
    public async Task An_unknown_verdict_has_an_exit_code_of_its_own(string options, int expected)
    {
        const string Instances = """{ "Instances": [ { "ImageId": "ami-9" } ] }""";

        var (exitCode, output, _) = await _run.RunAsync("instances.json --account-http-tokens-enforced enabled" + options, ("instances.json", Instances));

        exitCode.ShouldBe(expected, output);
        output.Contains("launch: unknown: succeeds if AMI ami-9 has ImdsSupport=v2.0, else fails; it would fail with UnsupportedOperation: ", StringComparison.Ordinal)
            .ShouldBe(!options.Contains("imds-support", StringComparison.Ordinal), output);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData(" --fail-on unknown", 3)]
    public async Task An_unknown_option_of_a_launch_that_succeeds_fails_only_when_asked(string options, int expected)
    {
        var (exitCode, output, _) = await _run.RunAsync("instances.json" + options, ("instances.json", """{ "Instances": [ { "ImageId": "ami-9" } ] }"""));

        output.ShouldContain("launch: succeeds");
        exitCode.ShouldBe(expected);
    }

    [Fact]
    public async Task The_JSON_tells_what_an_unknown_depends_on()
    {
        var (_, output, _) = await _run.RunAsync("instances.json --account-http-tokens-enforced enabled --output json", ("instances.json", """{ "Instances": [ { "ImageId": "ami-9" } ] }"""));

        using var json = JsonDocument.Parse(output);
        var launch = json.RootElement.GetProperty("Launches")[0];
        launch.GetProperty("Verdict").GetString().ShouldBe("unknown");
        launch.GetProperty("Succeeds").ValueKind.ShouldBe(JsonValueKind.Null);
        launch.GetProperty("DependsOn")[0].GetString().ShouldBe("AMI ami-9 (give the output of describe-images, or --imds-support)");
        launch.GetProperty("Possible").EnumerateArray().Select(static p => $"{p.GetProperty("Value").GetString()} if {p.GetProperty("If")[0].GetString()}")
            .ShouldBe(["succeeds if AMI ami-9 has ImdsSupport=v2.0", "fails if AMI ami-9 has no ImdsSupport"]);
        var tokens = launch.GetProperty("MetadataOptions").GetProperty("HttpTokens");
        tokens.GetProperty("Value").GetString().ShouldBe("unknown");
        tokens.GetProperty("Possible")[0].GetProperty("Source").GetString().ShouldBe("AMI ami-9");
    }

    [Fact]
    public async Task Every_living_instance_of_describe_instances_is_explained()
    {
        const string Instances = """
            { "Reservations": [ { "Instances": [ { "InstanceId": "i-1", "ImageId": "ami-1", "State": { "Name": "running" }, "MetadataOptions": { "State": "applied", "HttpTokens": "optional", "HttpPutResponseHopLimit": 1, "HttpEndpoint": "enabled", "HttpProtocolIpv6": "disabled", "InstanceMetadataTags": "disabled" } } ] },
              { "Instances": [ { "InstanceId": "i-2", "ImageId": "ami-1", "State": { "Name": "terminated" } }, { "InstanceId": "i-3", "ImageId": "ami-1", "State": { "Name": "stopped" } } ] } ] }
            """;

        var (exitCode, output, _) = await _run.RunAsync("instances.json images.json defaults.json", ("instances.json", Instances), ("images.json", Images), ("defaults.json", Defaults));

        output.ShouldContain("i-1 (existing instance, instances.json:1:38)");
        output.ShouldNotContain("i-2");
        output.ShouldContain("i-3 (existing instance");
        output.ShouldContain("  HttpTokens               optional  existing instance\n");
        output.ShouldContain("  HttpTokens               unknown  no file tells what the instance has\n");
        output.ShouldContain("  launch: none, it exists (--relaunch tells what a new launch would meet)\n");
        exitCode.ShouldBe(0, "nothing is launched");
    }

    [Fact]
    public async Task What_a_relaunch_would_meet_is_told_when_asked()
    {
        const string Instances = """{ "Instances": [ { "InstanceId": "i-1", "ImageId": "ami-1", "State": { "Name": "running" }, "MetadataOptions": { "HttpTokens": "optional" } } ] }""";

        var (exitCode, output, _) = await _run.RunAsync("instances.json images.json defaults.json --relaunch", ("instances.json", Instances), ("images.json", Images), ("defaults.json", Defaults));

        output.ShouldContain("launch: fails: UnsupportedOperation");
        output.ShouldContain("note: the instance exists; its options are taken for those of a launch request\n");
        exitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_declarative_policy_is_a_source()
    {
        const string Policy = """{ "ec2_attributes": { "exception_message": { "@@assign": "Ask the platform team." }, "instance_metadata_defaults": { "http_tokens": { "@@assign": "required" }, "http_put_response_hop_limit": { "@@assign": "4" } } } }""";

        var (_, output, _) = await _run.RunAsync("images.json policy.json", ("images.json", Images), ("policy.json", Policy));

        output.ShouldContain("  HttpTokens               required  account default (declarative policy)\n  HttpPutResponseHopLimit  4         account default (declarative policy)\n");
    }

    [Theory]
    [InlineData("""{ "Policy": { "PolicySummary": { "Name": "guard", "Type": "SERVICE_CONTROL_POLICY" }, "Content": "{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"ec2:RunInstances\",\"Resource\":\"*\"}}" } }""", "the service control policy guard denies")]
    [InlineData("""{ "PolicyVersion": { "Document": { "Statement": { "Effect": "Deny", "Action": "ec2:*", "Resource": "*" } }, "VersionId": "v1" } }""", "the identity-based policy policy denies")]
    [InlineData("""{ "Statement": { "Effect": "Allow", "Action": "ec2:Describe*", "Resource": "*" } }""", "no identity-based policy allows ec2:RunInstances")]
    public async Task Policies_are_read_as_the_AWS_CLI_prints_them(string policy, string words)
    {
        var (exitCode, output, _) = await _run.RunAsync("policy.json", ("policy.json", policy));

        output.ShouldContain("launch: fails: UnauthorizedOperation: " + words);
        exitCode.ShouldBe(1);
    }

    [Theory]
    [InlineData("", "unknown", "aws:ResourceOrgID")]
    [InlineData(" --context aws:PrincipalOrgID=o-1", "succeeds", "")]
    [InlineData(" --context aws:PrincipalOrgID=o-2", "fails", "")]
    [InlineData(" --context aws:PrincipalOrgID=", "fails", "")]
    public async Task A_launch_that_turns_on_a_key_that_nobody_tells_is_unknown(string words, string verdict, string key)
    {
        const string Perimeter = """{ "Statement": { "Effect": "Deny", "Action": "*", "Resource": "arn:aws:ec2:*:*:instance/*", "Condition": { "StringNotEquals": { "aws:ResourceOrgID": "o-1" } } } }""";

        var (_, output, _) = await _run.RunAsync("scp.json images.json" + words, ("scp.json", Perimeter), ("images.json", Images));

        output.ShouldContain($"  launch: {verdict}");
        output.ShouldContain(key);
    }

    [Fact]
    public async Task Keys_that_no_request_has_are_told()
    {
        var (_, output, _) = await _run.RunAsync("scp.json", ("scp.json", """{ "Statement": { "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": { "Bool": { "ec2:MetadataHttpToken": "false", "s3:prefix": "true" } } } }"""));

        output.ShouldContain("\nnote: policy scp asks for ec2:MetadataHttpToken, which no request to EC2 has: it counts as absent; did you mean ec2:MetadataHttpTokens?\n");
        output.ShouldContain("\nnote: policy scp asks for s3:prefix, which no request to EC2 has: it counts as absent\n");
    }

    [Theory]
    [InlineData("a.json b.json", Defaults, Defaults, "b.json:1:3: AccountLevel is given twice, first in a.json:1:3; give it in one file")]
    [InlineData("a.json", "{ \"Statement\": [ { \"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\", \"Condition\": { \"StringEqual\": { \"a:b\": \"c\" } } } ] }", "", "a.json:1:100: Statement[0].Condition.StringEqual is not an operator; allowed: ")]
    [InlineData("a.json", "{ \"AccountLevels\": {} }", "", "a.json:1:3: unknown member 'AccountLevels'; did you mean 'AccountLevel'?")]
    [InlineData("a.json", "{ \"ec2_attributes\": { \"instance_metadata_defaults\": { \"http_tokens\": { \"@@assign\": \"requird\" } } } }", "", "a.json:1:84: ec2_attributes.instance_metadata_defaults.http_tokens.@@assign is 'requird'; optional, required or no_preference is allowed; did you mean 'required'?")]
    [InlineData("a.json --parameter X=1", Images, "", "fakeimds: --parameter names 'X', which no template has; no name is allowed")]
    [InlineData("a.json --context org=1", Images, "", "fakeimds: --context is 'org=1'; KEY=VALUE with a condition key such as aws:PrincipalOrgID is allowed")]
    [InlineData("a.json --as web", Images, "", "fakeimds: --as is 'web'; api or console is allowed")]
    [InlineData("nothing.json", "", "", "fakeimds: FILE is 'nothing.json'; there is no such file; the path of a JSON or YAML file is allowed")]
    [InlineData("a.json --region eu-west-1", "{ \"Instances\": [ { \"InstanceId\": \"i-1\", \"Placement\": { \"AvailabilityZone\": \"us-east-1a\" } } ] }", "", "a.json:1:18: i-1 is in us-east-1, but the Region is eu-west-1; account defaults are per Region: files of one Region are allowed")]
    public async Task Bad_input_gets_one_line(string words, string a, string b, string line)
    {
        (string, string)[] files = [.. new[] { ("a.json", a), ("b.json", b) }.Where(static f => f.Item2.Length > 0)];

        var (exitCode, output, error) = await _run.RunAsync(words, files);

        error.ShouldStartWith(line);
        error.TrimEnd('\n').ShouldNotContain("\n");
        (exitCode, output).ShouldBe((2, ""));
    }

    public void Dispose() => _run.Dispose();
}
