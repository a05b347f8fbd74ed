using System.Text;
using FakeImds.Ec2;

namespace FakeImds.Iac.Tests;

/// <summary>The surface of the library: files in, an emulator or an explanation out.</summary>
public sealed class AccountFilesTests
{
    private const string Stack = """
        Parameters:
          Hops: { Type: Number, Default: 2 }
        Resources:
          Web:
            Type: AWS::EC2::Instance
            Properties:
              ImageId: ami-1
              InstanceType: t3.small
              MetadataOptions: { HttpTokens: required, HttpPutResponseHopLimit: !Ref Hops }
          Old:
            Type: AWS::EC2::Instance
            Properties: { ImageId: ami-1, MetadataOptions: { HttpTokens: optional } }
        """;

    private const string Images = """{ "Images": [ { "ImageId": "ami-1", "Name": "plain" } ] }""";
    private const string Enforced = """{ "AccountLevel": { "HttpTokensEnforced": "enabled" } }""";

    [Fact]
    public void An_emulator_runs_under_the_options_that_the_template_gives_the_launch()
    {
        using var imds = Files(("stack.yaml", Stack), ("images.json", Images)).Emulate("Web");

        imds.Instance.MetadataOptions.Options.HttpTokens.ShouldBe(new DecidedOption<HttpTokens>(HttpTokens.Required, OptionSource.LaunchRequest));
        imds.Instance.MetadataOptions.Options.HttpPutResponseHopLimit.Value.ShouldBe(2);
        imds.Instance.Snapshot.Description.InstanceType.ShouldBe("t3.small");
        imds.Account.Region("us-east-1").Instances.All.ShouldHaveSingleItem("only the named launch is made");
    }

    [Fact]
    public void Another_launch_that_EC2_would_refuse_does_not_stand_in_the_way()
    {
        var files = Files(("stack.yaml", Stack), ("images.json", Images), ("defaults.json", Enforced));

        using var imds = files.Emulate("Web");

        imds.Account.Region("us-east-1").MetadataDefaults.HttpTokensEnforced.ShouldBe(DefaultOptionState.Enabled);
        Should.Throw<AccountFilesException>(() => files.Emulate("Old")).Message.ShouldStartWith("stack.yaml:10:3: EC2 would refuse to launch Old: UnsupportedOperation: ");
    }

    [Fact]
    public void A_launch_that_a_policy_denies_is_refused()
    {
        const string Policy = """{ "Statement": { "Sid": "No", "Effect": "Deny", "Action": "ec2:RunInstances", "Resource": "*" } }""";
        var files = Files(("stack.yaml", Stack), ("images.json", Images), ("scp.json", Policy));

        Should.Throw<AccountFilesException>(() => files.Emulate("Web")).Message.ShouldStartWith("stack.yaml:4:3: EC2 would refuse to launch Web: the service control policy scp denies");
        files.Explain()["Web"].Error.ShouldNotBeNull().ShouldStartWith("UnauthorizedOperation: the service control policy scp denies");
    }

    [Fact]
    public void Options_say_what_the_files_leave_open()
    {
        var options = new AccountFilesOptions
        {
            Parameters = { ["Hops"] = "3" },
            Region = "eu-west-1",
            AccountId = "111122223333",
            AccountMetadataDefaults = new() { InstanceMetadataTags = DefaultOptionState.Enabled },
        };

        using var imds = Files(options, ("stack.yaml", Stack), ("images.json", Images)).Emulate("Web");

        imds.Instance.MetadataOptions.Options.HttpPutResponseHopLimit.Value.ShouldBe(3);
        imds.Instance.MetadataOptions.Options.InstanceMetadataTags.ShouldBe(new DecidedOption<OptionState>(OptionState.Enabled, OptionSource.AccountDefault));
        imds.Instance.Snapshot.Description.Placement.Region.ShouldBe("eu-west-1");
        imds.Account.AccountId.ShouldBe("111122223333");
    }

    [Fact]
    public void The_emulator_can_be_configured_but_not_against_the_files()
    {
        var files = Files(("stack.yaml", Stack), ("images.json", Images));

        using var imds = files.Emulate("Web", static o =>
        {
            o.Account.Seed = 7;
            o.WithheldResponseTime = TimeSpan.FromMilliseconds(1);
        });

        imds.Account.Seed.ShouldBe(7);
        Refused(static o => o.Region = "eu-west-1").ShouldStartWith("Region is decided by the files");
        Refused(static o => o.Account.AccountId = "111122223333").ShouldStartWith("AccountId is decided by the files");
        Refused(static o => o.MetadataOptions = new()).ShouldStartWith("MetadataOptions is decided by the files");
        Refused(static o => o.ImdsSupport = ImdsSupport.V2).ShouldStartWith("ImdsSupport is decided by the files");
        Refused(static o => o.Launch = null).ShouldStartWith("Launch is decided by the files");

        string Refused(Action<ImdsEmulatorOptions> configure) => Should.Throw<ArgumentException>(() => files.Emulate("Web", configure)).Message;
    }

    [Fact]
    public void A_launch_is_named_unless_there_is_but_one()
    {
        var files = Files(("stack.yaml", Stack), ("images.json", Images));

        files.Launches.ShouldBe(["Web", "Old"]);
        Should.Throw<AccountFilesException>(() => files.Emulate()).Message.ShouldBe("the files have 2 launches; name one: Web or Old is allowed");
        Should.Throw<AccountFilesException>(() => files.Emulate("Wbe")).Message.ShouldBe("there is no launch 'Wbe' in the files; Web or Old is allowed; did you mean 'Web'?");
        Should.Throw<AccountFilesException>(() => Files(("a.yaml", Stack), ("b.yaml", Stack), ("images.json", Images)).Emulate("Web"))
            .Message.ShouldBe("two launches have the name Web, at a.yaml:4:3 and b.yaml:4:3; read their files apart");
        using var imds = Files(("one.json", """{ "Resources": { "A": { "Type": "AWS::EC2::Instance", "Properties": { "ImageId": "ami-1" } } } }"""), ("images.json", Images)).Emulate();
        imds.Instance.MetadataOptions.Options.HttpTokens.Value.ShouldBe(HttpTokens.Optional);
    }

    [Fact]
    public void An_explanation_can_be_asserted_and_printed()
    {
        var launches = Files(("stack.yaml", Stack), ("images.json", Images), ("defaults.json", Enforced)).Explain();

        launches.Select(static l => (l.Name, l.Verdict)).ShouldBe([("Web", LaunchVerdict.Succeeds), ("Old", LaunchVerdict.Fails)]);
        launches["Web"].HttpTokens.ToString().ShouldBe("HttpTokens = required (launch request)");
        launches["Web"].Options.Select(static o => o.Value).ShouldBe(["required", "2", "enabled", "disabled", "disabled"]);
        (launches["Web"].Kind, launches["Web"].Place, launches["Web"].Error).ShouldBe(("AWS::EC2::Instance", "stack.yaml:4:3", null));
        launches["Old"].Error.ShouldNotBeNull().ShouldStartWith("UnsupportedOperation: ");
        launches["Old"].HttpTokens.Value.ShouldBe("optional");
        launches["Web"].ToString().ShouldBe("""
            Web (AWS::EC2::Instance, stack.yaml:4:3)
              HttpTokens               required  launch request
              HttpPutResponseHopLimit  2         launch request
              HttpEndpoint             enabled   built-in
              HttpProtocolIpv6         disabled  built-in
              InstanceMetadataTags     disabled  built-in
              launch: succeeds


            """.ReplaceLineEndings("\n"));
        launches.ToString().ShouldContain("Old (AWS::EC2::Instance, stack.yaml:10:3)\n");
        Should.Throw<AccountFilesException>(() => launches["web"]).Message.ShouldBe("there is no launch 'web' in the files; did you mean 'Web'?");
    }

    [Fact]
    public void An_instance_that_exists_is_no_launch()
    {
        const string Instances = """{ "Reservations": [ { "Instances": [ { "InstanceId": "i-1", "ImageId": "ami-1", "State": { "Name": "running" }, "MetadataOptions": { "HttpTokens": "optional", "HttpPutResponseHopLimit": 1, "HttpEndpoint": "enabled", "HttpProtocolIpv6": "disabled", "InstanceMetadataTags": "disabled" } } ] } ] }""";
        var files = Files(("instances.json", Instances), ("images.json", Images), ("defaults.json", Enforced));

        files.Explain()["i-1"].Verdict.ShouldBe(LaunchVerdict.Exists);
        using var imds = files.Emulate("i-1");
        imds.Instance.MetadataOptions.Options.HttpTokens.Value.ShouldBe(HttpTokens.Optional);
    }

    [Fact]
    public void What_is_wrong_in_a_file_is_one_line()
    {
        Should.Throw<AccountFilesException>(() => Files(("stack.yaml", Stack.Replace("required", "requird", StringComparison.Ordinal))))
            .Message.ShouldContain("'requird'; optional or required is allowed; did you mean 'required'?");
        Should.Throw<AccountFilesException>(() => AccountFiles.Read("/no/such/file.json")).Message.ShouldContain("there is no such file");
        Should.Throw<AccountFilesException>(() => AccountFiles.Read("-")).Message.ShouldContain("there is no such file");
        Should.Throw<AccountFilesException>(() => Files(new AccountFilesOptions { Parameters = { ["Hop"] = "1" } }, ("stack.yaml", Stack)))
            .Message.ShouldContain("'Hop', which no template has");
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Should.Throw<ArgumentException>(() => AccountFiles.Read());
        Should.Throw<ArgumentException>(() => AccountFiles.Read("a.json", ""));
        Should.Throw<ArgumentNullException>(() => AccountFiles.Read((IEnumerable<string>)null!));
        Should.Throw<ArgumentNullException>(() => AccountFiles.Parse(null!));
        Should.Throw<ArgumentException>(() => AccountFiles.Parse([new("a.json", null!)]));
        Should.Throw<ArgumentException>(() => Files(new AccountFilesOptions { Region = "Ireland" }, ("s.yaml", Stack))).Message.ShouldStartWith("Region is not allowed; a Region name such as us-east-1 is.");
        Should.Throw<ArgumentException>(() => Files(new AccountFilesOptions { AccountId = "12" }, ("s.yaml", Stack))).Message.ShouldStartWith("AccountId");
        Should.Throw<ArgumentException>(() => Files(new AccountFilesOptions { CallerArn = "me" }, ("s.yaml", Stack))).Message.ShouldStartWith("CallerArn");
        Should.Throw<ArgumentException>(() => Files(new AccountFilesOptions { Parameters = { ["Hops"] = null! } }, ("s.yaml", Stack))).Message.ShouldStartWith("The parameter Hops is null.");
    }

    [Fact]
    public void Images_that_exist_may_share_a_name()
    {
        const string Images = """
            { "Images": [ { "ImageId": "ami-0aaaaaaaaaaaaaaa1", "Name": "golden", "OwnerId": "111122223333" },
                          { "ImageId": "ami-0aaaaaaaaaaaaaaa2", "Name": "golden", "OwnerId": "111122223333", "ImdsSupport": "v2.0" } ] }
            """;
        const string Stack = """
            Resources: { Web: { Type: AWS::EC2::Instance, Properties: { ImageId: ami-0aaaaaaaaaaaaaaa2 } } }
            """;

        Files(("images.json", Images), ("s.yaml", Stack)).Explain()["Web"].HttpTokens.Value.ShouldBe("required");
    }

    private static AccountFiles Files(params (string Name, string Text)[] files) => Files(new AccountFilesOptions(), files);

    [Theory]
    [InlineData("us-east-1", "aws amazonaws.com")]
    [InlineData("us-isob-east-1", "aws-iso-b sc2s.sgov.gov")]
    [InlineData("eusc-de-east-1", "aws-eusc amazonaws.eu")]
    public async Task A_template_knows_its_partition(string region, string expected)
    {
        const string Stack = """
            Resources:
              Web:
                Type: AWS::EC2::Instance
                Properties: { ImageId: ami-0aaaaaaaaaaaaaaa1, UserData: { 'Fn::Base64': !Sub '${AWS::Partition} ${AWS::URLSuffix}' } }
            """;
        await using var imds = AccountFiles.Parse([new("s.yaml", Stack)], new AccountFilesOptions { Region = region, ImdsSupport = ImdsSupport.V2 }).Emulate("Web");

        Encoding.UTF8.GetString(imds.Instance.Snapshot.Description.UserData.AsSpan()).ShouldBe(expected);
    }

    private static AccountFiles Files(AccountFilesOptions options, params (string Name, string Text)[] files) =>
        AccountFiles.Parse(files.Select(static f => KeyValuePair.Create(f.Name, f.Text)), options);
}
