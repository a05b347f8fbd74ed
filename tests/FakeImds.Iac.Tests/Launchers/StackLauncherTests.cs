using FakeImds.Iac.Launchers;

namespace FakeImds.Iac.Tests.Launchers;

/// <summary>Every resource of a CloudFormation template that launches instances is named, and decided as far as the files tell.</summary>
public sealed class StackLauncherTests
{
    private const string Template = """
          Template:
            Type: AWS::EC2::LaunchTemplate
            Properties: { LaunchTemplateData: { ImageId: ami-0aaaaaaaaaaaaaaa1, MetadataOptions: { HttpTokens: required, HttpPutResponseHopLimit: 3 } } }
          Other:
            Type: AWS::EC2::LaunchTemplate
            Properties: { LaunchTemplateData: { ImageId: ami-0aaaaaaaaaaaaaaa1, MetadataOptions: { HttpTokens: optional, HttpPutResponseHopLimit: 4 } } }
        """;

    private const string Images = """{ "Images": [ { "ImageId": "ami-0aaaaaaaaaaaaaaa1" } ] }""";

    public static TheoryData<string> Types => [.. CloudFormationLaunchers.ByType.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_type_that_launches_is_named(string type)
    {
        var properties = type switch
        {
            "AWS::EKS::Cluster" => "{ ComputeConfig: { Enabled: true } }",
            "AWS::Batch::ComputeEnvironment" => "{ ComputeResources: { Type: SPOT } }",
            "AWS::ECS::CapacityProvider" => "{ ManagedInstancesProvider: { InfrastructureRoleArn: x } }",
            "AWS::RDS::DBInstance" => "{ CustomIAMInstanceProfile: AWSRDSCustom }",
            "AWS::Deadline::Fleet" => "{ Configuration: { ServiceManagedEc2: { InstanceCapabilities: {} } } }",
            _ => "{}",
        };

        var launch = Explain($"Resources:\n  It: {{ Type: '{type}', Properties: {properties} }}")["It"];

        launch.Kind.ShouldBe(type);
        launch.Options.ShouldContain(static o => o.Value == null, "nothing in the file tells all options");
        if (!CloudFormationLaunchers.ByType[type].LeavesRestToEc2)
        {
            launch.Verdict.ShouldBe(LaunchVerdict.Unknown, "the service decides");
            launch.DependsOn.ShouldContain($"what {CloudFormationLaunchers.ByType[type].Service} sets");
        }
    }

    [Theory]
    [InlineData("AWS::EKS::Cluster", "{ Name: demo }")]
    [InlineData("AWS::EKS::Cluster", "{ ComputeConfig: { Enabled: false } }")]
    [InlineData("AWS::Batch::ComputeEnvironment", "{ Type: UNMANAGED }")]
    [InlineData("AWS::Batch::ComputeEnvironment", "{ ComputeResources: { Type: FARGATE } }")]
    [InlineData("AWS::ECS::CapacityProvider", "{ AutoScalingGroupProvider: { AutoScalingGroupArn: x } }")]
    [InlineData("AWS::RDS::DBInstance", "{ Engine: postgres }")]
    [InlineData("AWS::S3::Bucket", "{}")]
    public void What_launches_nothing_is_not_named(string type, string properties) =>
        Explain($"Resources:\n  It: {{ Type: '{type}', Properties: {properties} }}").ShouldBeEmpty();

    [Theory]
    [InlineData("AWS::EC2::EC2Fleet", "{ LaunchTemplateConfigs: [ { LaunchTemplateSpecification: { LaunchTemplateId: !Ref Template, Version: '1' } } ] }")]
    [InlineData("AWS::EC2::SpotFleet", "{ SpotFleetRequestConfigData: { LaunchTemplateConfigs: [ { LaunchTemplateSpecification: { LaunchTemplateId: !Ref Template, Version: '1' } } ] } }")]
    [InlineData("AWS::EKS::Nodegroup", "{ LaunchTemplate: { Id: !Ref Template, Version: !GetAtt Template.LatestVersionNumber } }")]
    [InlineData("AWS::Batch::ComputeEnvironment", "{ ComputeResources: { Type: EC2, LaunchTemplate: { LaunchTemplateName: Template } } }")]
    [InlineData("AWS::GameLift::GameServerGroup", "{ LaunchTemplate: { LaunchTemplateId: !Ref Template } }")]
    [InlineData("AWS::PCS::ComputeNodeGroup", "{ CustomLaunchTemplate: { TemplateId: !Ref Template, Version: '1' } }")]
    [InlineData("AWS::AutoScaling::AutoScalingGroup", "{ MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateSpecification: { LaunchTemplateId: !Ref Template, Version: '1' } } } }")]
    public void A_launch_template_decides_what_it_sets(string type, string properties)
    {
        var launch = Explain($"Resources:\n{Template}\n  It: {{ Type: '{type}', Properties: {properties} }}")["It"];

        launch.HttpTokens.Value.ShouldBe("required");
        launch.HttpTokens.Source.ShouldBe("launch template Template version 1");
        launch.HttpPutResponseHopLimit.Value.ShouldBe("3");
    }

    [Fact]
    public void Each_template_of_a_fleet_or_of_overrides_is_a_launch()
    {
        var all = Explain($$"""
            Resources:
            {{Template}}
              Group:
                Type: AWS::AutoScaling::AutoScalingGroup
                Properties:
                  MixedInstancesPolicy:
                    LaunchTemplate:
                      LaunchTemplateSpecification: { LaunchTemplateId: !Ref Template, Version: '1' }
                      Overrides:
                        - { InstanceType: m7i.large }
                        - { InstanceType: m7g.large, LaunchTemplateSpecification: { LaunchTemplateId: !Ref Other, Version: '1' } }
              Spot:
                Type: AWS::EC2::SpotFleet
                Properties: { SpotFleetRequestConfigData: { LaunchSpecifications: [ { ImageId: ami-0aaaaaaaaaaaaaaa1 }, { ImageId: ami-0aaaaaaaaaaaaaaa1 } ] } }
            """);

        all.Select(static l => l.Name).ShouldBe(["Group[0]", "Group[1]", "Spot[0]", "Spot[1]"]);
        all.Select(static l => l.HttpPutResponseHopLimit.Value).ShouldBe(["3", "4", "1", "1"]);
    }

    [Theory]
    [InlineData("AWS::ImageBuilder::InfrastructureConfiguration", "{ InstanceMetadataOptions: { HttpTokens: required } }", "HttpTokens", "required", "EC2 Image Builder")]
    [InlineData("AWS::ImageBuilder::InfrastructureConfiguration", "{ InstanceMetadataOptions: { HttpPutResponseHopLimit: 2 } }", "HttpPutResponseHopLimit", "2", "EC2 Image Builder")]
    [InlineData("AWS::SageMaker::NotebookInstance", "{ InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' } }", "HttpTokens", "required", "Amazon SageMaker")]
    [InlineData("AWS::SageMaker::NotebookInstance", "{}", "HttpTokens", "optional", "Amazon SageMaker")]
    [InlineData("AWS::ElasticBeanstalk::Environment", "{ OptionSettings: [ { Namespace: 'aws:autoscaling:launchconfiguration', OptionName: InstanceType, Value: t3.micro }, { Namespace: 'aws:autoscaling:launchconfiguration', OptionName: DisableIMDSv1, Value: 'true' } ] }", "HttpTokens", "required", "Elastic Beanstalk")]
    [InlineData("AWS::ElasticBeanstalk::Environment", "{ OptionSettings: [ { Namespace: 'aws:autoscaling:launchconfiguration', OptionName: DisableIMDSv1, Value: false } ] }", "HttpTokens", "optional", "Elastic Beanstalk")]
    [InlineData("AWS::AppStream::Fleet", "{ DisableIMDSV1: true }", "HttpTokens", "required", "WorkSpaces Applications")]
    [InlineData("AWS::ECS::CapacityProvider", "{ ManagedInstancesProvider: { InstanceLaunchTemplate: {} } }", "InstanceMetadataTags", "enabled", "ECS Managed Instances")]
    [InlineData("AWS::ECS::CapacityProvider", "{ ManagedInstancesProvider: { InstanceLaunchTemplate: { InstanceMetadataTagsPropagation: false } } }", "InstanceMetadataTags", "disabled", "ECS Managed Instances")]
    [InlineData("AWS::WorkspacesInstances::WorkspaceInstance", "{ ManagedInstance: { MetadataOptions: { HttpEndpoint: disabled } } }", "HttpEndpoint", "disabled", "WorkSpaces Instances")]
    public void Options_of_a_type_s_own_decide(string type, string properties, string option, string value, string service)
    {
        var decided = Explain($"Resources:\n  It: {{ Type: '{type}', Properties: {properties} }}")["It"].Options.Single(o => o.Name == option);

        decided.Value.ShouldBe(value);
        decided.Source.ShouldBe($"launch request ({service})");
    }

    [Theory]
    [InlineData("AWS::SageMaker::NotebookInstance", "{ InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '3' } }", "1 or 2 is allowed")]
    [InlineData("AWS::ImageBuilder::InfrastructureConfiguration", "{ InstanceMetadataOptions: { HttpTokens: always } }", "optional or required is allowed")]
    public void A_value_that_a_type_does_not_take_gets_one_line(string type, string properties, string message) =>
        Should.Throw<AccountFilesException>(() => Explain($"Resources:\n  It: {{ Type: '{type}', Properties: {properties} }}")).Message.ShouldContain(message);

    [Theory]
    [InlineData("AWS::CloudFormation::Stack", "{ TemplateURL: 'https://example.com/t.yaml' }", "what the nested stack It launches")]
    [InlineData("AWS::CloudFormation::StackSet", "{}", "what the stack set It launches")]
    [InlineData("AWS::Serverless::Application", "{}", "what the nested application It launches")]
    [InlineData("Acme::Web::Fleet::MODULE", "{}", "what the module It launches")]
    [InlineData("Acme::Web::Fleet", "{ Nodes: [ { LaunchTemplateId: lt-1 } ] }", "of a type that is not known here and has LaunchTemplateId")]
    [InlineData("AWS::AutoScaling::AutoScalingGroup", "{ LaunchConfigurationName: elsewhere }", "what the launch configuration of It launches")]
    [InlineData("AWS::AutoScaling::AutoScalingGroup", "{ InstanceId: i-0123456789abcdef0 }", "whose launch configuration Auto Scaling makes of an instance")]
    public void What_a_template_does_not_hold_is_unknown(string type, string properties, string dependsOn)
    {
        var files = Files($"Resources:\n  It: {{ Type: '{type}', Properties: {properties} }}");
        var launch = files.Explain()["It"];

        launch.Verdict.ShouldBe(LaunchVerdict.Unknown);
        launch.DependsOn.ShouldHaveSingleItem().ShouldContain(dependsOn);
        launch.HttpTokens.Value.ShouldBeNull();
        launch.HttpTokens.DependsOn.ShouldHaveSingleItem().ShouldContain(dependsOn);
        Should.Throw<AccountFilesException>(() => files.Emulate("It")).Message.ShouldContain(dependsOn);
    }

    [Theory]
    [InlineData("Transform: [AWS::Serverless-2016-10-31, 'Acme::Macro']", "Acme::Macro")]
    [InlineData("Transform: { Name: 'AWS::Include', Parameters: { Location: 's3://b/k' } }", "AWS::Include")]
    public void A_transform_of_the_template_is_unknown(string transform, string name)
    {
        var all = Explain($"{transform}\nResources:\n  It: {{ Type: 'AWS::EC2::Instance', Properties: {{ ImageId: ami-0aaaaaaaaaaaaaaa1 }} }}");

        all.Select(static l => l.Name).ShouldBe(["It", name]);
        all[name].Verdict.ShouldBe(LaunchVerdict.Unknown);
    }

    [Theory]
    [InlineData("{ Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3://b/k } }, ImageId: ami-0aaaaaaaaaaaaaaa1 }")]
    [InlineData("{ Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3://b/k } } }")]
    public void Options_may_come_out_of_a_transform_of_the_properties(string properties) =>
        Explain($"Resources:\n  It: {{ Type: 'AWS::EC2::Instance', Properties: {properties} }}")["It"].HttpTokens.DependsOn.ShouldContain(static d => d.Contains("AWS::Include", StringComparison.Ordinal));

    [Fact]
    public void Resources_that_a_transform_adds_are_unknown() =>
        Explain("Resources:\n  Fn::Transform: { Name: AWS::Include, Parameters: { Location: 's3://b/k' } }").ShouldHaveSingleItem().Verdict.ShouldBe(LaunchVerdict.Unknown);

    [Fact]
    public void A_node_group_can_t_show_its_tags() => Explain("""
        Resources:
          Template: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { MetadataOptions: { HttpTokens: required, HttpPutResponseHopLimit: 2, HttpEndpoint: enabled, InstanceMetadataTags: enabled } } } }
          It: { Type: 'AWS::EKS::Nodegroup', Properties: { LaunchTemplate: { Id: !Ref Template, Version: '1' } } }
        """)["It"].Error.ShouldNotBeNull().ShouldContain("'k8s.io/cluster-autoscaler/enabled' is not a valid tag key");

    [Fact]
    public void A_custom_resource_is_told() =>
        Explain("Resources:\n  It: { Type: 'Custom::Nodes', Properties: { ServiceToken: x } }").Notes.ShouldHaveSingleItem().ShouldContain("It is a custom resource");

    private static AccountFiles Files(string stack) => AccountFiles.Parse([KeyValuePair.Create("stack.yaml", stack), KeyValuePair.Create("images.json", Images)]);

    private static AccountExplanation Explain(string stack) => Files(stack).Explain();
}
