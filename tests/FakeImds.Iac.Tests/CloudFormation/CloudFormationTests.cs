using System.Text;
using FakeImds.Ec2;
using FakeImds.Iac.CloudFormation;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Plan;

namespace FakeImds.Iac.Tests.CloudFormation;

public sealed class CloudFormationTests
{
    private const string Yaml = """
        AWSTemplateFormatVersion: '2010-09-09'
        Parameters:
          Tokens: { Type: String, Default: required, AllowedValues: [optional, required] }
          Hops: { Type: Number, Default: 2 }
          Image: { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64 }
          Stage: { Type: String, Default: dev }
        Conditions:
          IsProd: !Equals [!Ref Stage, prod]
          IsNotProd: !Not [!Condition IsProd]
        Mappings:
          Hosts: { dev: { Hops: 3 }, prod: { Hops: 1 } }
        Resources:
          Template:
            Type: AWS::EC2::LaunchTemplate
            Properties:
              LaunchTemplateName: !Sub '${AWS::StackName}-${Stage}'
              LaunchTemplateData:
                ImageId: !Ref Image
                InstanceType: t3.small
                MetadataOptions:
                  HttpTokens: !Ref Tokens
                  HttpPutResponseHopLimit: !Ref Hops
                  InstanceMetadataTags: !If [IsProd, enabled, !Ref 'AWS::NoValue']
          Web:
            Type: AWS::EC2::Instance
            Properties:
              LaunchTemplate: { LaunchTemplateId: !Ref Template, Version: !GetAtt Template.LatestVersionNumber }
              MetadataOptions:
                HttpPutResponseHopLimit: !FindInMap [Hosts, !Ref Stage, Hops]
              UserData: !Base64
                Fn::Sub: "echo ${Stage} ${!HOME}"
              Tags: [{ Key: Name, Value: !Join ['-', [web, !Ref Stage]] }, { Key: Bucket, Value: !ImportValue bucket }]
          Old:
            Type: AWS::AutoScaling::LaunchConfiguration
            Condition: IsNotProd
            Properties:
              ImageId: ami-0abc
              InstanceType: !Select [1, [t2.micro, t3.micro]]
              MetadataOptions: { HttpEndpoint: disabled }
          Gone:
            Type: AWS::EC2::Instance
            Condition: IsProd
            Properties: { ImageId: ami-0abc }
          Group:
            Type: AWS::AutoScaling::AutoScalingGroup
            Properties: { MinSize: '1', MaxSize: '1', LaunchTemplate: { LaunchTemplateId: !Ref Template, Version: '1' } }
        """;

    [Fact]
    public void A_template_s_launches_are_those_that_its_functions_make()
    {
        var plan = Plan("stack.yaml", Yaml);

        plan.Launches.Select(static l => (l.Name, l.Kind)).ShouldBe(
            [("Web", "AWS::EC2::Instance"), ("Old", "AWS::AutoScaling::LaunchConfiguration"), ("Group", "AWS::AutoScaling::AutoScalingGroup")]);
        var template = plan.Templates.ShouldHaveSingleItem().Value;
        template.LaunchTemplateName.ShouldBe("stack-dev");
        template.Version("1").Data.MetadataOptions.ShouldBe(new MetadataOptions { HttpTokens = HttpTokens.Required, HttpPutResponseHopLimit = 2 });
        var web = plan.Launches[0];
        web.Request.LaunchTemplate.ShouldBe(template.LaunchTemplateId);
        web.Request.LaunchTemplateVersion.ShouldBe("1");
        web.Request.MetadataOptions.ShouldBe(new MetadataOptions { HttpPutResponseHopLimit = 3 });
        Encoding.UTF8.GetString(web.Request.UserData!.Value.AsSpan()).ShouldBe("echo dev ${HOME}");
        web.Request.Tags!.ShouldBe([KeyValuePair.Create("Name", "web-dev")]);
        web.Position.In("").ShouldBe("stack.yaml:24:3");
        plan.Launches[1].Request.InstanceType.ShouldBe("t3.micro");
        plan.Launches[1].Request.MetadataOptions!.HttpEndpoint.ShouldBe(OptionState.Disabled);
    }

    [Fact]
    public void Parameters_can_be_given()
    {
        var plan = Plan("stack.yaml", Yaml, ("Stage", "prod"), ("Tokens", "optional"));

        plan.Templates[0].Value.Version("1").Data.MetadataOptions.ShouldBe(
            new MetadataOptions { HttpTokens = HttpTokens.Optional, HttpPutResponseHopLimit = 2, InstanceMetadataTags = OptionState.Enabled });
        Should.Throw<AccountFilesException>(() => Plan("stack.yaml", Yaml, ("Stage", "prod"), ("Tokens", "never")))
            .Message.ShouldBe("stack.yaml:3:11: parameter Tokens is 'never'; optional or required is allowed");
        Should.Throw<AccountFilesException>(() => Plan("stack.yaml", Yaml, ("Stag", "prod")))
            .Message.ShouldBe("fakeimds: --parameter names 'Stag', which no template has; Tokens, Hops, Image or Stage is allowed; did you mean 'Stage'?");
    }

    [Fact]
    public void JSON_says_the_same_as_YAML()
    {
        const string Json = """
            {
              "Parameters": { "Hops": { "Type": "Number", "Default": 2 }, "BootstrapVersion": { "Type": "AWS::SSM::Parameter::Value<String>", "Default": "/cdk-bootstrap/hnb659fds/version" } },
              "Resources": {
                "CDKMetadata": { "Type": "AWS::CDK::Metadata", "Properties": { "Analytics": "v2:deflate64:x" } },
                "Web": { "Type": "AWS::EC2::Instance", "Properties": {
                  "ImageId": { "Ref": "SsmParameterValueC96584B6F00A464EAD1953AFF4B05118Parameter" }, "MetadataOptions": { "HttpTokens": "required", "HttpPutResponseHopLimit": { "Ref": "Hops" } } } }
              },
              "Conditions": { "Never": { "Fn::Equals": [ { "Ref": "AWS::Region" }, "af-south-1" ] } }
            }
            """;
        var json = Json.Replace("\"Parameters\": {", "\"Parameters\": { \"SsmParameterValueC96584B6F00A464EAD1953AFF4B05118Parameter\": { \"Type\": \"AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>\", \"Default\": \"/aws/service/ami\" },", StringComparison.Ordinal);

        var launch = Plan("cdk.template.json", json).Launches.ShouldHaveSingleItem();

        launch.Request.MetadataOptions.ShouldBe(new MetadataOptions { HttpTokens = HttpTokens.Required, HttpPutResponseHopLimit = 2 });
        launch.Request.ImageId.ShouldBeNull();
        launch.Worlds!.All.All[0].Value.Open["ImageId"].SsmParameter.ShouldBe("/aws/service/ami");
    }

    [Theory]
    [InlineData("HttpToken: required", "s.yaml:6:9: unknown member 'HttpToken' in Resources.Web.Properties.MetadataOptions; did you mean 'HttpTokens'?")]
    [InlineData("HttpTokens: requird", "s.yaml:6:21: Resources.Web.Properties.MetadataOptions.HttpTokens is 'requird'; optional or required is allowed; did you mean 'required'?")]
    [InlineData("HttpPutResponseHopLimit: 65", "s.yaml:6:34: Resources.Web.Properties.MetadataOptions.HttpPutResponseHopLimit is '65'; a whole number from 1 to 64 is allowed")]
    [InlineData("HttpTokens: !Ref Tokns", "s.yaml:6:21: Resources.Web.Properties.MetadataOptions.HttpTokens.Ref refers to 'Tokns'; a parameter or a resource of the template is allowed")]
    [InlineData("HttpTokens: !If [IsProd, required, optional]", "s.yaml:6:26: Resources.Web.Properties.MetadataOptions.HttpTokens.Fn::If[0] is 'IsProd'; a name of Conditions is allowed")]
    [InlineData("HttpTokens: [", "s.yaml:7:1: not YAML: ")]
    public void What_is_wrong_gets_one_line(string option, string line)
    {
        var error = Should.Throw<AccountFilesException>(() => Plan("s.yaml", $"Resources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties:\n      MetadataOptions:\n        {option}\n"));

        error.Message.ShouldStartWith(line);
        error.Message.ShouldNotContain("\n");
    }

    [Theory]
    [InlineData("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nResources: { W: { Type: 'A::B' } }")]
    [InlineData("Conditions:\n  A: !Condition B\n  B: !Condition A\nResources:\n  W:\n    Type: AWS::EC2::Instance\n    Condition: A")]
    [InlineData("Resources:\n  W:\n    Type: AWS::EC2::Instance\n    Properties: { MetadataOptions: !Ref W }")]
    [InlineData("a: 1\na: 2")]
    [InlineData("--- {a: 1}\n--- {b: 1}")]
    [InlineData("Resources: { W: { Type: 'AWS::EC2::Instance', Properties: [1] } }")]
    public void Hostile_YAML_ends_in_a_plan_or_one_line(string text)
    {
        try
        {
            Plan("s.yaml", text);
        }
        catch (AccountFilesException e)
        {
            e.Message.ShouldNotContain("\n");
        }
    }

    [Fact]
    public void Deep_nesting_gets_one_line() =>
        Should.Throw<AccountFilesException>(() => Plan("s.yaml", "a: " + string.Concat(Enumerable.Repeat("[", 500)))).Message.ShouldContain("nested more than 128 deep");

    [Fact]
    public void Policies_in_a_template_count()
    {
        var plan = Plan("s.yaml", """
            Resources:
              Scp:
                Type: AWS::Organizations::Policy
                Properties:
                  Name: guard
                  Type: SERVICE_CONTROL_POLICY
                  Content: { Version: '2012-10-17', Statement: [{ Effect: Deny, Action: 'ec2:RunInstances', Resource: '*' }] }
              Defaults:
                Type: AWS::Organizations::Policy
                Properties:
                  Name: defaults
                  Type: DECLARATIVE_POLICY_EC2
                  Content: { ec2_attributes: { instance_metadata_defaults: { http_tokens: { '@@assign': required } } } }
            """);

        plan.Policies.ShouldHaveSingleItem().IsServiceControl.ShouldBe(true);
        plan.DeclarativePolicy!.Value.Defaults.HttpTokens.ShouldBe(DefaultHttpTokens.Required);
    }

    private static AccountPlan Plan(string name, string text, params (string Name, string Value)[] parameters) => AccountSettings.Of(
        [InputFile.Of(name, Encoding.UTF8.GetBytes(text))],
        parameters.Aggregate(new StackParameters(), static (all, p) => all with { Values = all.Values.SetItem(p.Name, p.Value) })).Plan;
}
