using System.Text;
using FakeImds.Ec2;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Plan;

namespace FakeImds.Iac.Tests.Plan;

/// <summary>What <c>fakeimds run FILE…</c> makes of the files.</summary>
public sealed class AccountBuilderTests
{
    private const string Account = """
        {
          "AccountLevel": { "HttpTokens": "required", "HttpTokensEnforced": "enabled" },
          "Images": [ { "ImageId": "ami-1", "Name": "same-name", "OwnerId": "111111111111" }, { "ImageId": "ami-2", "Name": "same-name", "OwnerId": "222222222222", "ImdsSupport": "v2.0" } ],
          "LaunchTemplateVersions": [
            { "LaunchTemplateId": "lt-1", "LaunchTemplateName": "web", "VersionNumber": 4, "DefaultVersion": true, "LaunchTemplateData": { "ImageId": "ami-2", "IamInstanceProfile": { "Name": "web-profile" } } },
            { "LaunchTemplateId": "lt-1", "LaunchTemplateName": "web", "VersionNumber": 5, "DefaultVersion": false, "LaunchTemplateData": { "ImageId": "ami-2", "MetadataOptions": { "HttpPutResponseHopLimit": 9 } } } ],
          "Reservations": [ { "OwnerId": "333333333333", "Instances": [
            { "InstanceId": "i-1", "ImageId": "ami-1", "State": { "Name": "running" }, "MetadataOptions": { "HttpTokens": "optional", "HttpPutResponseHopLimit": 1, "HttpEndpoint": "enabled", "HttpProtocolIpv6": "disabled", "InstanceMetadataTags": "disabled" } },
            { "InstanceId": "i-2", "ImageId": "ami-1", "State": { "Name": "stopped" } } ] } ]
        }
        """;

    [Fact]
    public void Images_templates_instances_and_defaults_of_the_files_are_in_the_account()
    {
        using var emulator = Emulator(("account.json", Account));
        var region = emulator.Account.Region("us-east-1");

        emulator.Account.AccountId.ShouldBe("333333333333");
        emulator.Instance.InstanceId.ShouldBe("i-1");
        region.Instances.All.Select(static i => (i.InstanceId, i.State)).ShouldBe([("i-1", InstanceState.Running), ("i-2", InstanceState.Stopped)]);
        region.Images.Get("ami-2").ImdsSupport.ShouldBe(ImdsSupport.V2);
        region.LaunchTemplates.Get("web").Version("$Latest").Data.MetadataOptions!.HttpPutResponseHopLimit.ShouldBe(9);
        region.LaunchTemplates.Get("lt-1").DefaultVersionNumber.ShouldBe(4);
        region.LaunchTemplates.Get("lt-1").Version(null).Data.InstanceProfile!.RoleName.ShouldBe("web-profile");
        region.MetadataDefaults.HttpTokensEnforced.ShouldBe(DefaultOptionState.Enabled);
    }

    [Fact]
    public void What_exists_is_there_also_where_the_account_enforces_tokens_now()
    {
        using var emulator = Emulator(("account.json", Account));

        emulator.Instance.MetadataOptions.Options.HttpTokens.Value.ShouldBe(HttpTokens.Optional);
        Should.Throw<Ec2Exception>(() => emulator.Account.Region("us-east-1").Instances.Run(
            new RunInstancesRequest { ImageId = "ami-1", MetadataOptions = new() { HttpTokens = HttpTokens.Optional } })).Error.Code.ShouldBe("UnsupportedOperation");
    }

    [Fact]
    public void A_new_launch_is_refused_where_the_account_enforces_tokens() =>
        Should.Throw<AccountFilesException>(() => Emulator(
                ("account.json", """{ "AccountLevel": { "HttpTokensEnforced": "enabled" } }"""),
                ("stack.yaml", "Resources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties: { ImageId: ami-9 }\n")))
            .Message.ShouldStartWith("stack.yaml:2:3: EC2 would refuse to launch Web: UnsupportedOperation");

    [Fact]
    public void A_launch_that_a_policy_denies_is_refused() =>
        Should.Throw<AccountFilesException>(() => Emulator(
                ("scp.json", """{ "Statement": { "Sid": "No", "Effect": "Deny", "Action": "ec2:RunInstances", "Resource": "*" } }"""),
                ("stack.yaml", "Resources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties: { ImageId: ami-9 }\n")))
            .Message.ShouldBe("stack.yaml:2:3: EC2 would refuse to launch Web: the service control policy scp denies ec2:RunInstances on arn:aws:ec2:us-east-1:123456789012:instance/* (statement No)");

    [Fact]
    public void Another_launch_than_the_first_can_be_served()
    {
        const string Stack = "Resources:\n  A: { Type: 'AWS::EC2::Instance', Properties: { ImageId: ami-9 } }\n  B: { Type: 'AWS::EC2::Instance', Properties: { ImageId: ami-9, InstanceType: m7g.large } }\n";
        var settings = Settings(("stack.yaml", Stack)) with { Instance = "B", Launch = new MetadataOptions { HttpTokens = HttpTokens.Required } };

        using var emulator = Emulator(settings);

        emulator.Instance.Snapshot.Description.InstanceType.ShouldBe("m7g.large");
        emulator.Instance.Snapshot.Description.InstanceProfile.ShouldBeNull("the template gives it none");
        emulator.Account.Region("us-east-1").Instances.All.Select(static i => i.MetadataOptions.Options.HttpTokens.Value).ShouldBe([HttpTokens.Optional, HttpTokens.Required]);
    }

    [Fact]
    public void A_template_that_nothing_launches_is_served_when_there_is_nothing_else()
    {
        using var emulator = Emulator(("stack.yaml", "Resources:\n  Web: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { ImageId: ami-9, MetadataOptions: { HttpPutResponseHopLimit: 3 } } } }\n"));

        emulator.Instance.MetadataOptions.Options.HttpPutResponseHopLimit.ShouldBe(new DecidedOption<int>(3, OptionSource.LaunchTemplate));
    }

    private static ImdsEmulator Emulator(params (string Name, string Text)[] files) => Emulator(Settings(files));

    private static ImdsEmulator Emulator(AccountSettings settings)
    {
        var builder = new AccountBuilder(settings);
        var options = new ImdsEmulatorOptions { Region = builder.Region, Launch = builder.LaunchAll };
        builder.Configure(options.Account);
        return new ImdsEmulator(options);
    }

    private static AccountSettings Settings(params (string Name, string Text)[] files) =>
        AccountSettings.Of([.. files.Select(static f => InputFile.Of(f.Name, Encoding.UTF8.GetBytes(f.Text)))]);
}
