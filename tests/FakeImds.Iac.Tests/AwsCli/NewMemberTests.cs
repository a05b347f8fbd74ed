namespace FakeImds.Iac.Tests.AwsCli;

/// <summary>What AWS adds to its outputs later is ignored where it decides nothing, and unknown where it may decide.</summary>
public sealed class NewMemberTests
{
    private const string Images = """{ "Images": [ { "ImageId": "ami-1", "Name": "plain", "BootWatch": "on" } ] }""";

    [Fact]
    public void A_new_option_of_an_instance_is_unknown()
    {
        var instance = Explain("""{ "Instances": [ { "InstanceId": "i-1", "ImageId": "ami-1", "State": { "Name": "running" }, "MetadataOptions": { "HttpTokens": "required", "RoleDelivery": "strict" } } ] }""");

        instance.ToString().ShouldContain("  RoleDelivery             unknown   FakeImds does not know this option\n");
        instance.HttpTokens.Value.ShouldBe("required");
    }

    [Fact]
    public void A_new_option_of_a_launch_template_is_unknown_for_its_launches() =>
        Explain("""{ "LaunchTemplateVersions": [ { "LaunchTemplateId": "lt-1", "LaunchTemplateName": "web", "VersionNumber": 1, "LaunchTemplateData": { "ImageId": "ami-1", "MetadataOptions": { "RoleDelivery": "strict" } } } ] }""")
            .ToString().ShouldContain("  RoleDelivery             unknown   FakeImds does not know this option\n");

    [Fact]
    public void A_new_account_default_makes_each_verdict_unknown()
    {
        var launch = Explain("""{ "Instances": [ { "ImageId": "ami-1" } ], "AccountLevel": { "HttpTokens": "required", "HttpProtocolIpv6": "enabled" } }""");

        launch.Verdict.ShouldBe(LaunchVerdict.Unknown);
        launch.DependsOn.ShouldBe(["the account's HttpProtocolIpv6, which FakeImds does not know"]);
        (launch.HttpTokens.Value, launch.HttpProtocolIpv6.Value).ShouldBe(("required", null));
    }

    [Theory]
    [InlineData("""{ "Instances": [ { "MetadataOptions": { "HttpToken": "required" } } ] }""", "did you mean 'HttpTokens'?")]
    [InlineData("""{ "AccountLevel": { "HttpTokensEnforce": "enabled" } }""", "did you mean 'HttpTokensEnforced'?")]
    [InlineData("""{ "Instances": [ { "MetadataOptions": [ "required" ] } ] }""", "Instances[0].MetadataOptions is a list; an object is allowed")]
    public void A_near_miss_is_an_error(string text, string words) =>
        Should.Throw<AccountFilesException>(() => Explain(text)).Message.ShouldContain(words);

    [Fact]
    public void A_new_option_does_not_keep_an_instance_from_being_served()
    {
        using var imds = AccountFiles.Parse([new("a.json", """{ "Instances": [ { "ImageId": "ami-1", "MetadataOptions": { "HttpTokens": "required", "RoleDelivery": "strict" } } ] }"""), new("i.json", Images)]).Emulate();

        imds.Instance.MetadataOptions.Options.HttpTokens.Value.ShouldBe(Ec2.HttpTokens.Required);
    }

    private static LaunchExplanation Explain(string text) => AccountFiles.Parse([new("a.json", text), new("i.json", Images)]).Explain()[0];
}
