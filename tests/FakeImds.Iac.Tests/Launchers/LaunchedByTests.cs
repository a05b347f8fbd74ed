namespace FakeImds.Iac.Tests.Launchers;

/// <summary>Who makes a launch decides which policies are asked about it.</summary>
public sealed class LaunchedByTests
{
    private const string Policy = """
        { "Version": "2012-10-17", "Statement": [ { "Sid": "NeedV2", "Effect": "Deny", "Action": "ec2:RunInstances", "Resource": "arn:aws:ec2:*:*:instance/*",
          "Condition": { "StringNotEquals": { "ec2:MetadataHttpTokens": "required" } } } ] }
        """;

    private const string Images = """{ "Images": [ { "ImageId": "ami-0aaaaaaaaaaaaaaa1" } ] }""";

    private const string Stack = """
        Resources:
          Template: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { ImageId: ami-0aaaaaaaaaaaaaaa1 } } }
          It: { Type: 'TYPE', Properties: PROPERTIES }
        """;

    [Theory]
    [InlineData("AWS::EC2::Instance", "{ ImageId: ami-0aaaaaaaaaaaaaaa1 }", "UnauthorizedOperation: the service control policy scp denies ec2:RunInstances")]
    [InlineData("AWS::AutoScaling::AutoScalingGroup", "{ LaunchTemplate: { LaunchTemplateId: !Ref Template, Version: '1' } }", "AccessDenied: You are not authorized to use launch template: lt-")]
    [InlineData("AWS::EKS::Nodegroup", "{ LaunchTemplate: { Id: !Ref Template, Version: '1' } }", "InvalidRequestException: You are not authorized to launch instances with this launch template.")]
    public void Who_must_be_allowed_to_launch_is_denied_in_the_words_of_the_service(string type, string properties, string error)
    {
        var launch = Explain(type, properties);

        if (type is "AWS::EKS::Nodegroup")
        {
            // What EKS adds is not known, and so it may be what the policy wants.
            launch.Verdict.ShouldBe(LaunchVerdict.Unknown);
            launch.ToString().ShouldContain(error);
        }
        else
        {
            launch.Error.ShouldNotBeNull().ShouldStartWith(error);
            launch.Error.ShouldContain("the service control policy scp denies ec2:RunInstances");
        }
    }

    [Theory]
    [InlineData("AWS::AutoScaling::LaunchConfiguration", "{ ImageId: ami-0aaaaaaaaaaaaaaa1 }", "AWSServiceRoleForAutoScaling")]
    [InlineData("AWS::EC2::SpotFleet", "{ SpotFleetRequestConfigData: { LaunchSpecifications: [ { ImageId: ami-0aaaaaaaaaaaaaaa1 } ] } }", "AWSServiceRoleForEC2SpotFleet")]
    public void A_service_linked_role_is_outside_of_service_control_policies(string type, string properties, string role)
    {
        var launch = Explain(type, properties);

        launch.Verdict.ShouldBe(LaunchVerdict.Succeeds);
        launch.Notes.ShouldContain($"launched by the service-linked role {role}: service control policies don't reach it, and nobody's permission to RunInstances is asked");
    }

    [Theory]
    [InlineData("AWS::EC2::EC2Fleet", "{ LaunchTemplateConfigs: [ { LaunchTemplateSpecification: { LaunchTemplateId: !Ref Template, Version: '1' } } ] }")]
    [InlineData("AWS::EC2::SpotFleet", "{ SpotFleetRequestConfigData: { LaunchTemplateConfigs: [ { LaunchTemplateSpecification: { LaunchTemplateId: !Ref Template, Version: '1' } } ] } }")]
    public void In_whose_name_a_fleet_launches_is_not_known(string type, string properties)
    {
        var launch = Explain(type, properties);

        launch.Verdict.ShouldBe(LaunchVerdict.Unknown);
        launch.DependsOn.ShouldContain(static d => d.StartsWith("in whose name ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_account_s_own_rules_hold_for_service_linked_roles_too() =>
        Explain("AWS::AutoScaling::LaunchConfiguration", "{ ImageId: ami-0aaaaaaaaaaaaaaa1 }", """{ "AccountLevel": { "HttpTokensEnforced": "enabled" } }""").Error
            .ShouldNotBeNull().ShouldStartWith("UnsupportedOperation");

    [Fact]
    public void They_do_not_hold_in_an_account_of_a_service()
    {
        var notebook = Explain("AWS::SageMaker::NotebookInstance", "{}", """{ "AccountLevel": { "HttpTokensEnforced": "enabled" } }""");

        notebook.Error.ShouldBeNull();
        notebook.HttpTokens.Value.ShouldBe("optional");
        notebook.Notes.ShouldContain(static n => n.StartsWith("launched in an account of Amazon SageMaker", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", LaunchVerdict.Fails)]
    [InlineData(""", { "Effect": "Allow", "Action": "*", "Resource": "*" }""", LaunchVerdict.Unknown)]
    public void Of_Karpenter_s_role_only_service_control_policies_are_known(string more, LaunchVerdict verdict) => AccountFiles.Parse(
    [
        KeyValuePair.Create("nodes.yaml", "apiVersion: karpenter.k8s.aws/v1\nkind: EC2NodeClass\nmetadata: { name: general }\nspec: { metadataOptions: { httpTokens: optional }, amiSelectorTerms: [{ id: ami-0aaaaaaaaaaaaaaa1 }] }\n"),
        KeyValuePair.Create("images.json", Images),
        KeyValuePair.Create("policy.json", Policy.Replace("} } } ]", "} } } " + more + "]", StringComparison.Ordinal)),
    ]).Explain()["general"].Verdict.ShouldBe(verdict);

    [Fact]
    public void An_emulator_runs_what_a_service_linked_role_launches() =>
        Files("AWS::AutoScaling::LaunchConfiguration", "{ ImageId: ami-0aaaaaaaaaaaaaaa1 }", null).Emulate("It").Dispose();

    private static LaunchExplanation Explain(string type, string properties, string? defaults = null) => Files(type, properties, defaults).Explain()["It"];

    private static AccountFiles Files(string type, string properties, string? defaults) => AccountFiles.Parse(
    [
        KeyValuePair.Create("stack.yaml", Stack.Replace("TYPE", type, StringComparison.Ordinal).Replace("PROPERTIES", properties, StringComparison.Ordinal)),
        KeyValuePair.Create("images.json", Images),
        KeyValuePair.Create("scp.json", Policy),
        .. defaults is null ? [] : new[] { KeyValuePair.Create("defaults.json", defaults) },
    ]);
}
