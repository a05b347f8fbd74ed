namespace FakeImds.Iac.Tests.Explain;

/// <summary>What a template leaves open is unknown where it decides, and of no consequence where it doesn't.</summary>
public sealed class UnknownStackTests
{
    private const string Head = """
        Parameters:
          Tokens: { Type: String }
          Listed: { Type: String, AllowedValues: [required, optional] }
          Stage: { Type: String }
          Hops: { Type: Number }
          Name: { Type: String }
          Type: { Type: String }
          Key: { Type: 'AWS::EC2::KeyPair::KeyName' }
          Subnets: { Type: 'List<AWS::EC2::Subnet::Id>' }
          Ami: { Type: 'AWS::EC2::Image::Id' }
        Conditions:
          IsProd: !Equals [!Ref Stage, prod]
          IsProdHere: !And [!Condition IsProd, !Equals [!Ref 'AWS::Region', us-east-1]]
          IsElsewhere: !And [!Condition IsProd, !Equals [!Ref 'AWS::Region', eu-west-1]]
          IsOurs: !Equals [!Ref 'AWS::AccountId', '111122223333']
        Mappings:
          Stages: { dev: { Hops: 2, Tokens: optional }, prod: { Hops: 2, Tokens: required } }

        """;

    [Fact]
    public void What_decides_nothing_is_not_asked_for()
    {
        var web = Web("""
            ImageId: ami-1
            KeyName: !Ref Key
            InstanceType: !Ref Type
            SubnetId: !Select [0, !Ref Subnets]
            IamInstanceProfile: !ImportValue profile
            SecurityGroupIds: [!GetAtt Group.GroupId]
            AvailabilityZone: !Select [0, !GetAZs '']
            UserData: !Base64 { 'Fn::Sub': 'echo ${Name}' }
            Tags: [{ Key: Name, Value: !Ref Name }]
            MetadataOptions: { HttpTokens: required, HttpPutResponseHopLimit: 4 }
            """, more: "  Group: { Type: AWS::EC2::SecurityGroup }\n");

        (web.HttpTokens.ToString(), web.HttpPutResponseHopLimit.ToString()).ShouldBe(("HttpTokens = required (launch request)", "HttpPutResponseHopLimit = 4 (launch request)"));
        web.Options.ShouldAllBe(static o => o.Value != null);
        web.Verdict.ShouldBe(LaunchVerdict.Succeeds);
    }

    [Theory]
    [InlineData("HttpTokens: !Ref Tokens", "optional or required, depends on parameter Tokens")]
    [InlineData("HttpTokens: !Ref Listed", "required if parameter Listed is 'required', else optional")]
    [InlineData("HttpTokens: !If [IsProd, required, optional]", "required if parameter Stage is 'prod', else optional")]
    [InlineData("HttpTokens: !If [IsProdHere, required, optional]", "required if parameter Stage is 'prod' and the Region is 'us-east-1', else optional")]
    [InlineData("HttpTokens: !If [IsElsewhere, required, !If [IsProdHere, required, optional]]", "required if parameter Stage is 'prod' and the Region is 'eu-west-1' or parameter Stage is 'prod' and the Region is 'us-east-1', else optional")]
    [InlineData("HttpTokens: !If [IsOurs, required, optional]", "required if the account's id is '111122223333', else optional")]
    [InlineData("HttpTokens: !FindInMap [Stages, !Ref Stage, Tokens]", "optional if parameter Stage is 'dev', else required")]
    [InlineData("HttpTokens: !ImportValue tokens", "optional or required, depends on Fn::ImportValue tokens")]
    [InlineData("HttpTokens: !GetAtt Lambda.Tokens", "optional or required, depends on Fn::GetAtt Lambda.Tokens")]
    [InlineData("HttpTokens: '{{resolve:ssm:/imds/tokens}}'", "optional or required, depends on {{resolve:ssm:/imds/tokens}}")]
    [InlineData("HttpTokens: !Sub '${Tokens}'", "optional or required, depends on parameter Tokens")]
    [InlineData("HttpTokens: !Join ['', [!Ref Tokens, !Ref Name]]", "optional or required, depends on parameter Tokens and parameter Name")]
    [InlineData("'Fn::Transform': { Name: 'AWS::Include' }", "optional or required, depends on Fn::Transform AWS::Include")]
    public void What_decides_is_unknown_with_what_it_depends_on(string option, string sentence)
    {
        var web = Web($"ImageId: ami-1\nMetadataOptions: {{ {option} }}", more: "  Lambda: { Type: 'Custom::Options' }\n");

        web.HttpTokens.Value.ShouldBeNull();
        web.ToString().Split('\n')[1].Split("unknown")[1].Trim().ShouldBe(sentence);
        web.Verdict.ShouldBe(LaunchVerdict.Succeeds, "the launch succeeds with any of them");
    }

    [Fact]
    public void A_condition_that_another_part_decides_is_known() =>
        Web("ImageId: ami-1\nMetadataOptions: { HttpTokens: !If [IsElsewhere, optional, required] }", new AccountFilesOptions { Region = "us-east-1" }).HttpTokens.Value.ShouldBe("required");

    [Fact]
    public void Alternatives_that_agree_are_known() =>
        Web("ImageId: ami-1\nMetadataOptions: { HttpPutResponseHopLimit: !FindInMap [Stages, !Ref Stage, Hops] }").HttpPutResponseHopLimit.Value.ShouldBe("2");

    [Fact]
    public void A_number_that_may_be_any_is_no_list_of_examples()
    {
        var hops = Web("ImageId: ami-1\nMetadataOptions: { HttpPutResponseHopLimit: !Ref Hops }").HttpPutResponseHopLimit;

        (hops.Value, hops.Possible.Count).ShouldBe((null, 0));
        hops.ToString().ShouldBe("HttpPutResponseHopLimit is not known (depends on parameter Hops)");
    }

    [Fact]
    public void All_that_decides_is_named_at_once()
    {
        var text = Web("ImageId: !Ref Ami\nMetadataOptions: { HttpTokens: !Ref Tokens, HttpEndpoint: !If [IsProd, disabled, enabled] }").ToString();

        text.ShouldContain("not known: parameter Tokens (it has no value; give --parameter Tokens=VALUE)\n");
        text.ShouldContain("not known: parameter Stage (it has no value; give --parameter Stage=VALUE)\n");
        text.ShouldContain("not known: the AMI parameter Ami (it has no value; give --parameter Ami=VALUE, or --imds-support)\n");
    }

    [Fact]
    public void A_verdict_is_unknown_where_what_decides_it_is()
    {
        var options = new AccountFilesOptions { AccountMetadataDefaults = new() { HttpTokensEnforced = Ec2.DefaultOptionState.Enabled } };

        var web = Web("ImageId: ami-1\nMetadataOptions: { HttpTokens: !If [IsProd, required, optional] }", options);

        web.Verdict.ShouldBe(LaunchVerdict.Unknown);
        web.DependsOn.ShouldBe(["parameter Stage"]);
        web.Error.ShouldBeNull();
        web.ToString().ShouldContain("  launch: unknown: succeeds if parameter Stage is 'prod', else fails; it would fail with UnsupportedOperation: ");
    }

    [Fact]
    public void A_policy_that_draws_a_line_between_hop_limits_is_asked_about_each()
    {
        const string Scp = """{ "Statement": { "Effect": "Deny", "Action": "ec2:RunInstances", "Resource": "*", "Condition": { "NumericEquals": { "ec2:MetadataHttpPutResponseHopLimit": "17" } } } }""";

        Web("ImageId: ami-1\nMetadataOptions: { HttpPutResponseHopLimit: !Ref Hops }", scp: Scp).Verdict.ShouldBe(LaunchVerdict.Unknown);
    }

    [Fact]
    public void A_policy_that_is_not_known_may_deny_every_launch()
    {
        const string Policy = "  Scp: { Type: 'AWS::Organizations::Policy', Properties: { Name: guard, Type: SERVICE_CONTROL_POLICY, Content: !Ref Name } }\n";

        var web = Web("ImageId: ami-1\nMetadataOptions: { HttpTokens: required }", more: Policy);

        (web.Verdict, web.HttpTokens.Value).ShouldBe((LaunchVerdict.Unknown, "required"));
        web.ToString().ShouldContain("  launch: unknown: depends on the policy Scp, which depends on parameter Name\n");
        Web("ImageId: ami-1", new AccountFilesOptions { AccountMetadataDefaults = new() { HttpTokensEnforced = Ec2.DefaultOptionState.Enabled } }, Policy).Verdict
            .ShouldBe(LaunchVerdict.Fails, "it fails whatever the policy says");
    }

    [Theory]
    [InlineData("InstanceType: !Ref Type", "ec2:InstanceType", "t3.*", "parameter Type")]
    [InlineData("IamInstanceProfile: !Ref Name", "ec2:InstanceProfile", "*admin*", "parameter Name")]
    [InlineData("Tags: [{ Key: team, Value: !Ref Name }]", "aws:RequestTag/team", "red", "parameter Name")]
    [InlineData("Tags: !Ref Subnets", "aws:RequestTag/team", "red", "parameter Subnets")]
    public void A_condition_key_that_the_template_leaves_open_is_not_decided_by_a_default(string property, string key, string value, string dependsOn)
    {
        var scp = $$"""{ "Statement": { "Effect": "Deny", "Action": "ec2:RunInstances", "Resource": "arn:aws:ec2:*:*:instance/*", "Condition": { "StringLike": { "{{key}}": "{{value}}" } } } }""";

        var web = Web($"ImageId: ami-1\n{property}", scp: scp);

        (web.Verdict, string.Join(", ", web.DependsOn)).ShouldBe((LaunchVerdict.Unknown, dependsOn));
    }

    [Theory]
    [InlineData("ImageId: !Ref Ami", "arn:aws:ec2:*::image/ami-0bad", LaunchVerdict.Unknown)]
    [InlineData("ImageId: ami-0bad", "arn:aws:ec2:*::image/ami-0bad", LaunchVerdict.Fails)]
    [InlineData("ImageId: ami-0good", "arn:aws:ec2:*::image/ami-0bad", LaunchVerdict.Succeeds)]
    [InlineData("LaunchTemplate: { LaunchTemplateId: !Ref Name, Version: '1' }", "arn:aws:ec2:*:*:launch-template/lt-0bad", LaunchVerdict.Unknown)]
    public void A_resource_whose_id_is_open_may_be_the_one_that_a_policy_denies(string property, string resource, LaunchVerdict expected)
    {
        var scp = $$"""{ "Statement": { "Effect": "Deny", "Action": "ec2:RunInstances", "Resource": "{{resource}}" } }""";

        Web($"{property}\nMetadataOptions: {{ HttpTokens: required, HttpPutResponseHopLimit: 1, HttpEndpoint: enabled, HttpProtocolIpv6: disabled, InstanceMetadataTags: disabled }}", scp: scp).Verdict.ShouldBe(expected);
    }

    [Fact]
    public void A_value_that_is_wrong_for_one_parameter_value_fails_there_alone()
    {
        var web = Web("ImageId: ami-1\nMetadataOptions: { HttpTokens: !If [IsProd, requird, optional] }");

        web.Verdict.ShouldBe(LaunchVerdict.Unknown);
        web.ToString().ShouldContain("launch: unknown: fails if parameter Stage is 'prod', else succeeds; it would fail with ValidationError: ");
    }

    [Fact]
    public void A_launch_with_more_possibilities_than_are_looked_at_is_unknown_and_not_lost()
    {
        var names = Enumerable.Range(0, 11).ToArray();
        var parameters = string.Concat(names.Select(static i => $"  P{i}: {{ Type: String }}\n"));
        var conditions = string.Concat(names.Select(static i => $"  C{i}: !Equals [!Ref P{i}, x]\n"));
        var stack = $"Parameters:\n{parameters}Conditions:\n{conditions}  Last: !Equals [!Join ['', [{string.Join(", ", names.Select(static i => $"!If [C{i}, a, b]"))}]], bbbbbbbbbbb]\n"
            + "Resources:\n  Web:\n    Type: AWS::EC2::Instance\n    Condition: Last\n    Properties: { ImageId: ami-1, MetadataOptions: { HttpTokens: required } }\n";

        var web = AccountFiles.Parse([new("s.yaml", stack)]).Explain().ShouldHaveSingleItem();

        web.HttpTokens.Value.ShouldBeNull();
        web.HttpTokens.DependsOn.ShouldContain("more than 1024 possibilities");
    }

    [Fact]
    public void A_resource_that_is_not_always_made_says_so()
    {
        var text = Files("""
            Web:
              Type: AWS::EC2::Instance
              Condition: IsProd
              Properties: { ImageId: ami-1, MetadataOptions: { HttpTokens: required } }
            """).Explain()["Web"].ToString();

        text.ShouldContain("HttpTokens               required  launch request\n");
        text.ShouldContain("note: stack.yaml:21:16: Web is made only if the condition IsProd holds, which depends on parameter Stage\n");
    }

    [Fact]
    public void A_launch_template_that_no_file_has_leaves_all_open_that_the_request_does_not_set()
    {
        var web = Web("LaunchTemplate: { LaunchTemplateName: golden, Version: '7' }\nMetadataOptions: { HttpTokens: required }");

        web.HttpTokens.Value.ShouldBe("required");
        web.HttpEndpoint.DependsOn.ShouldBe(["the launch template golden"]);
        web.HttpPutResponseHopLimit.Value.ShouldBeNull();
        web.ToString().ShouldContain("not known: the launch template golden (give the output of describe-launch-template-versions)\n");
    }

    [Theory]
    [InlineData("!Ref Name", null)]
    [InlineData("'1'", null)]
    [InlineData("'3'", "required")]
    [InlineData("'2'", "optional")]
    [InlineData("$Latest", "required")]
    [InlineData("$Default", null)]
    public void A_version_that_no_file_has_is_unknown(string version, string? tokens)
    {
        const string Versions = """
            { "LaunchTemplateVersions": [
              { "LaunchTemplateId": "lt-1", "LaunchTemplateName": "golden", "VersionNumber": 2, "DefaultVersion": false, "LaunchTemplateData": { "ImageId": "ami-1", "MetadataOptions": { "HttpTokens": "optional" } } },
              { "LaunchTemplateId": "lt-1", "LaunchTemplateName": "golden", "VersionNumber": 3, "DefaultVersion": false, "LaunchTemplateData": { "ImageId": "ami-1", "MetadataOptions": { "HttpTokens": "required" } } } ] }
            """;

        Web($"LaunchTemplate: {{ LaunchTemplateName: golden, Version: {version} }}", scp: Versions).HttpTokens.Value.ShouldBe(tokens);
    }

    [Fact]
    public void A_template_s_own_doubts_are_those_of_its_launches()
    {
        const string Resources = """
            Template:
              Type: AWS::EC2::LaunchTemplate
              Properties: { LaunchTemplateData: { ImageId: ami-1, MetadataOptions: { HttpTokens: !If [IsProd, required, optional], HttpEndpoint: !Ref Name } } }
            Web:
              Type: AWS::EC2::Instance
              Properties: { LaunchTemplate: { LaunchTemplateId: !Ref Template, Version: !GetAtt Template.LatestVersionNumber }, MetadataOptions: { HttpEndpoint: enabled } }
            """;

        var web = Files(Resources).Explain()["Web"];

        web.HttpTokens.DependsOn.ShouldBe(["parameter Stage"]);
        web.HttpEndpoint.Value.ShouldBe("enabled");
    }

    [Fact]
    public void An_emulator_refuses_to_show_what_is_not_known()
    {
        const string Known = """
            Web:
              Type: AWS::EC2::Instance
              Properties: { ImageId: ami-1, MetadataOptions: { HttpTokens: !Ref Tokens } }
            """;

        Should.Throw<AccountFilesException>(() => Files(Known).Emulate("Web")).Message
            .ShouldBe("stack.yaml:19:3: HttpTokens of Web is not known: optional or required, depends on parameter Tokens (it has no value; give --parameter Tokens=VALUE)");
        using var imds = Files(Known, new AccountFilesOptions { Parameters = { ["Tokens"] = "required" } }).Emulate("Web");
        imds.Instance.MetadataOptions.Options.HttpTokens.Value.ShouldBe(Ec2.HttpTokens.Required);
    }

    [Theory]
    [InlineData("ami-9", "AMI ami-9")]
    [InlineData("!Ref Ami", "the AMI parameter Ami")]
    [InlineData("'{{resolve:ssm:/golden}}'", "the AMI {{resolve:ssm:/golden}}")]
    [InlineData("!GetAtt Build.ImageId", "the AMI Fn::GetAtt Build.ImageId")]
    public void An_image_that_nobody_describes_is_unknown(string image, string words)
    {
        var web = Web($"ImageId: {image}\nMetadataOptions: {{ HttpPutResponseHopLimit: 1 }}", more: "  Build: { Type: 'AWS::ImageBuilder::Image' }\n");

        web.HttpTokens.DependsOn.ShouldBe([words]);
        web.HttpPutResponseHopLimit.Value.ShouldBe("1");
        Web($"ImageId: {image}", new AccountFilesOptions { ImdsSupport = Ec2.ImdsSupport.V2 }, more: "  Build: { Type: 'AWS::ImageBuilder::Image' }\n").HttpTokens.Value.ShouldBe("required");
    }

    [Fact]
    public void User_data_that_is_no_base64_fails_the_launch() =>
        Web("ImageId: ami-1\nUserData: '#!/bin/sh'").Error.ShouldBe("InvalidParameterValue: Invalid BASE64 encoding of user data.");

    [Theory]
    [InlineData("[required]", "a list")]
    [InlineData("required", "'required'")]
    public void Options_that_are_no_object_are_an_error(string options, string what) =>
        Should.Throw<AccountFilesException>(() => Web($"ImageId: ami-1\nMetadataOptions: {options}")).Message
            .ShouldBe($"stack.yaml:23:24: Resources.Web.Properties.MetadataOptions is {what}; an object is allowed");

    private static LaunchExplanation Web(string properties, AccountFilesOptions? options = null, string more = "", string? scp = null) =>
        Files($"Web:\n  Type: AWS::EC2::Instance\n  Properties:\n    {properties.ReplaceLineEndings("\n").Replace("\n", "\n    ", StringComparison.Ordinal)}\n", options, more, scp).Explain()["Web"];

    private static AccountFiles Files(string resources, AccountFilesOptions? options = null, string more = "", string? scp = null) => AccountFiles.Parse(
        [
            new("stack.yaml", $"{Head}Resources:\n  {resources.ReplaceLineEndings("\n").TrimEnd('\n').Replace("\n", "\n  ", StringComparison.Ordinal)}\n{more}"),
            new("images.json", """{ "Images": [ { "ImageId": "ami-1", "Name": "plain" } ] }"""),
            .. scp is null ? [] : new KeyValuePair<string, string>[] { new("scp.json", scp) },
        ],
        options);
}
