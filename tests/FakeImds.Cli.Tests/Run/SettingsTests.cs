using FakeImds.Cli.CommandLine;
using FakeImds.Cli.Run;
using FakeImds.Ec2;

namespace FakeImds.Cli.Tests.Run;

/// <summary>Options, their environment variables, and who wins.</summary>
public sealed class SettingsTests
{
    [Fact]
    public void Every_option_can_be_given_on_the_command_line()
    {
        var settings = Read(
            ("listen", "127.0.0.1:8080"), ("http-tokens", "required"), ("http-put-response-hop-limit", "64"), ("http-endpoint", "disabled"),
            ("http-protocol-ipv6", "enabled"), ("instance-metadata-tags", "enabled"), ("account-http-tokens", "no-preference"),
            ("account-http-put-response-hop-limit", "-1"), ("account-http-endpoint", "enabled"), ("account-instance-metadata-tags", "disabled"),
            ("account-http-tokens-enforced", "enabled"), ("imds-support", "v2.0"), ("client-hops", "10.0.0.0/8=2"), ("container-hops", "1"), ("clients", "Web=10.0.0.9"), ("unknown-clients", "refuse"), ("client-headers", "true"), ("no-instance", "true"),
            ("assign-addresses", "true"), ("log", "errors"), ("log-format", "json"), ("keep-alive", "true"), ("region", "eu-west-1"), ("instance", "web"), ("seed", "5"), ("ec2-api", "127.0.0.1:4566"), ("caller-arn", "arn:aws:iam::123456789012:user/alice"), ("context", "aws:PrincipalTag/team=a=b"),
            ("control", "4567"), ("allow-remote-control", "true"),
            ("lenient-image-ids", "true"), ("strict-http-endpoint", "true"), ("hide-managed-by", "true"), ("account-defaults-fill-iam-keys", "false"));

        AssertAll(settings);
    }

    [Fact]
    public void Every_option_can_be_given_in_the_environment()
    {
        var settings = Read([], new Dictionary<string, string>
        {
            ["FAKEIMDS_LISTEN"] = "127.0.0.1:8080", ["FAKEIMDS_HTTP_TOKENS"] = "required", ["FAKEIMDS_HTTP_PUT_RESPONSE_HOP_LIMIT"] = "64",
            ["FAKEIMDS_HTTP_ENDPOINT"] = "disabled", ["FAKEIMDS_HTTP_PROTOCOL_IPV6"] = "enabled", ["FAKEIMDS_INSTANCE_METADATA_TAGS"] = "enabled",
            ["FAKEIMDS_ACCOUNT_HTTP_TOKENS"] = "no-preference", ["FAKEIMDS_ACCOUNT_HTTP_PUT_RESPONSE_HOP_LIMIT"] = "-1",
            ["FAKEIMDS_ACCOUNT_HTTP_ENDPOINT"] = "enabled", ["FAKEIMDS_ACCOUNT_INSTANCE_METADATA_TAGS"] = "disabled",
            ["FAKEIMDS_ACCOUNT_HTTP_TOKENS_ENFORCED"] = "enabled", ["FAKEIMDS_IMDS_SUPPORT"] = "v2.0", ["FAKEIMDS_CLIENT_HOPS"] = "10.0.0.0/8=2", ["FAKEIMDS_CONTAINER_HOPS"] = "1", ["FAKEIMDS_CLIENTS"] = "Web=10.0.0.9",
            ["FAKEIMDS_UNKNOWN_CLIENTS"] = "refuse", ["FAKEIMDS_CLIENT_HEADERS"] = "true", ["FAKEIMDS_NO_INSTANCE"] = "true",
            ["FAKEIMDS_ASSIGN_ADDRESSES"] = "1", ["FAKEIMDS_KEEP_ALIVE"] = "true", ["FAKEIMDS_LOG"] = "errors", ["FAKEIMDS_LOG_FORMAT"] = "json", ["FAKEIMDS_REGION"] = "eu-west-1", ["FAKEIMDS_INSTANCE"] = "web", ["FAKEIMDS_SEED"] = "5",
            ["FAKEIMDS_EC2_API"] = "127.0.0.1:4566", ["FAKEIMDS_CALLER_ARN"] = "arn:aws:iam::123456789012:user/alice", ["FAKEIMDS_CONTEXT"] = "aws:PrincipalTag/team=a=b", ["FAKEIMDS_LENIENT_IMAGE_IDS"] = "true",
            ["FAKEIMDS_CONTROL"] = "4567", ["FAKEIMDS_ALLOW_REMOTE_CONTROL"] = "true",
            ["FAKEIMDS_STRICT_HTTP_ENDPOINT"] = "true", ["FAKEIMDS_HIDE_MANAGED_BY"] = "true", ["FAKEIMDS_ACCOUNT_DEFAULTS_FILL_IAM_KEYS"] = "false",
        });

        AssertAll(settings);
        RunOptions.All.Count.ShouldBe(35, "a new option belongs into these two tests, save --parameter, which needs a template");
    }

    [Fact]
    public void Lists_in_the_environment_have_commas()
    {
        var settings = Read([], new() { ["FAKEIMDS_CLIENT_HOPS"] = "10.0.0.0/8=2, fd00::/8=3" });

        settings.ClientHops.Select(static h => h.Hops).ShouldBe([2, 3]);
    }

    [Fact]
    public void The_command_line_wins_over_the_environment_and_that_over_the_file()
    {
        using var file = new TempFile("""{ "Instances": [ { "MetadataOptions": { "HttpTokens": "optional", "HttpPutResponseHopLimit": 1, "HttpEndpoint": "enabled" } } ], "FakeImds": { "Listen": ["127.0.0.1:1", "127.0.0.1:2"] } }""");

        var settings = Read(
            [("http-tokens", "required"), ("listen", "127.0.0.1:9")],
            new() { ["FAKEIMDS_CONFIG"] = file.Path, ["FAKEIMDS_HTTP_TOKENS"] = "optional", ["FAKEIMDS_HTTP_PUT_RESPONSE_HOP_LIMIT"] = "2", ["FAKEIMDS_LISTEN"] = "127.0.0.1:8" });

        settings.Launch.HttpTokens.ShouldBe(HttpTokens.Required);
        settings.Launch.HttpPutResponseHopLimit.ShouldBe(2);
        settings.Plan.Launches[0].Request.MetadataOptions!.HttpEndpoint.ShouldBe(OptionState.Enabled);
        settings.Listen!.Value.ShouldHaveSingleItem().Port.ShouldBe(9);
    }

    [Fact]
    public void The_section_s_options_are_those_of_the_command_line()
    {
        using var file = new TempFile("""{ "FakeImds": { "Listen": ["127.0.0.1:81", "[::1]:82"], "ClientHops": ["10.0.0.0/8=2", "192.168.1.2=3", "fd00::2=4"], "ContainerHops": 1, "Clients": ["Web=10.0.0.9"], "UnknownClients": "refuse", "ClientHeaders": true, "NoInstance": true, "KeepAlive": true, "AssignAddresses": true, "HideManagedBy": true, "Log": "errors", "LogFormat": "json", "Ec2Api": "127.0.0.1:4566", "Control": "4567", "AllowRemoteControl": true, "Region": "eu-central-1", "Seed": -3, "WithheldResponseSeconds": 5, "AccountId": "000000000001", "CallerArn": "arn:aws:iam::123456789012:user/alice", "Instance": "web", "LenientImageIds": true, "StrictHttpEndpoint": true, "AccountDefaultsFillIamKeys": false } }""");
        var settings = Read([], new() { ["FAKEIMDS_CONFIG"] = file.Path });

        settings.Listen!.Value.Select(static e => e.ToString()).ShouldBe(["127.0.0.1:81", "[::1]:82"]);
        settings.ClientHops.Select(static h => $"{h.Network}={h.Hops}").ShouldBe(["10.0.0.0/8=2", "192.168.1.2/32=3", "fd00::2/128=4"]);
        (settings.ContainerHops, settings.Clients.ShouldHaveSingleItem().Route.Text, settings.UnknownClients, settings.ClientHeaders, settings.NoInstance)
            .ShouldBe((1, "10.0.0.9", UnknownClients.Refuse, true, true));
        settings.KeepAlive.ShouldBeTrue();
        settings.Log.ShouldBe(RequestLogLevel.Errors);
        settings.LogFormat.ShouldBe(RequestLogFormat.Json);
        settings.AssignAddresses.ShouldBeTrue();
        settings.HideManagedBy.ShouldBeTrue();
        settings.Ec2Api!.Port.ShouldBe(4566);
        (settings.Control?.ToString(), settings.AllowRemoteControl).ShouldBe(("127.0.0.1:4567", true));
        settings.Region.ShouldBe("eu-central-1");
        settings.Seed.ShouldBe(-3);
        settings.WithheldResponseTime.ShouldBe(TimeSpan.FromSeconds(5));
        settings.AccountId.ShouldBe("000000000001");
        settings.CallerArn.ShouldBe("arn:aws:iam::123456789012:user/alice");
        settings.Instance.ShouldBe("web");
        (settings.LenientImageIds, settings.StrictHttpEndpoint, settings.AccountDefaultsFillIamKeys).ShouldBe((true, true, false));
    }

    [Fact]
    public void An_empty_variable_is_not_set() =>
        Read([], new() { ["FAKEIMDS_HTTP_TOKENS"] = "" }).Launch.IsEmpty.ShouldBeTrue();

    [Fact]
    public void A_mistyped_variable_is_told_and_a_foreign_one_is_not()
    {
        Read([], new() { ["FAKEIMDS_SERVICE_HOST"] = "10.0.0.1", ["FAKEIMDS_PORT_80_TCP"] = "x" }).ShouldNotBeNull();
        Error([], new() { ["FAKEIMDS_HTTP_TOKEN"] = "required" })
            .ShouldBe("fakeimds: the environment variable FAKEIMDS_HTTP_TOKEN is unknown; did you mean 'FAKEIMDS_HTTP_TOKENS'?");
    }

    [Theory]
    [InlineData("listen", "127.0.0.1", "--listen is '127.0.0.1'; ADDR:PORT, such as 127.0.0.1:8080 or [::1]:8080 is allowed")]
    [InlineData("listen", "localhost:80", "--listen is 'localhost:80'; ADDR:PORT, such as 127.0.0.1:8080 or [::1]:8080 is allowed")]
    [InlineData("listen", "::1:80", "--listen is '::1:80'; ADDR:PORT, such as 127.0.0.1:8080 or [::1]:8080 is allowed")]
    [InlineData("listen", "127.0.0.1:65536", "--listen is '127.0.0.1:65536'; ADDR:PORT, such as 127.0.0.1:8080 or [::1]:8080 is allowed")]
    [InlineData("listen", "127.1:80", "--listen is '127.1:80'; ADDR:PORT, such as 127.0.0.1:8080 or [::1]:8080 is allowed")]
    [InlineData("http-tokens", "requird", "--http-tokens is 'requird'; optional or required is allowed; did you mean 'required'?")]
    [InlineData("http-tokens", "no-preference", "--http-tokens is 'no-preference'; optional or required is allowed")]
    [InlineData("http-tokens", "a\nb", "--http-tokens is 'a\\u000ab'; optional or required is allowed")]
    [InlineData("http-put-response-hop-limit", "0", "--http-put-response-hop-limit is '0'; a whole number from 1 to 64 is allowed")]
    [InlineData("http-put-response-hop-limit", "65", "--http-put-response-hop-limit is '65'; a whole number from 1 to 64 is allowed")]
    [InlineData("http-put-response-hop-limit", "", "--http-put-response-hop-limit is ''; a whole number from 1 to 64 is allowed")]
    [InlineData("http-endpoint", "on", "--http-endpoint is 'on'; enabled or disabled is allowed")]
    [InlineData("http-protocol-ipv6", "true", "--http-protocol-ipv6 is 'true'; enabled or disabled is allowed")]
    [InlineData("instance-metadata-tags", "Enabled", "--instance-metadata-tags is 'Enabled'; enabled or disabled is allowed; did you mean 'enabled'?")]
    [InlineData("account-http-tokens", "none", "--account-http-tokens is 'none'; optional, required or no-preference is allowed")]
    [InlineData("account-http-put-response-hop-limit", "-2", "--account-http-put-response-hop-limit is '-2'; a whole number from 1 to 64, or -1 for no preference is allowed")]
    [InlineData("account-http-endpoint", "x", "--account-http-endpoint is 'x'; enabled, disabled or no-preference is allowed")]
    [InlineData("account-instance-metadata-tags", "x", "--account-instance-metadata-tags is 'x'; enabled, disabled or no-preference is allowed")]
    [InlineData("account-http-tokens-enforced", "x", "--account-http-tokens-enforced is 'x'; enabled, disabled or no-preference is allowed")]
    [InlineData("imds-support", "v1.0", "--imds-support is 'v1.0'; v2.0 or none is allowed; did you mean 'v2.0'?")]
    [InlineData("client-hops", "10.0.0.0/8", "--client-hops is '10.0.0.0/8'; NETWORK=N or ADDRESS=N with N from 1 to 64, such as 172.16.0.0/12=2 or 172.17.0.2=2 is allowed")]
    [InlineData("client-hops", "10.1=2", "--client-hops is '10.1=2'; NETWORK=N or ADDRESS=N with N from 1 to 64, such as 172.16.0.0/12=2 or 172.17.0.2=2 is allowed")]
    [InlineData("client-hops", "10.0.0.0/8=0", "--client-hops is '10.0.0.0/8=0'; NETWORK=N or ADDRESS=N with N from 1 to 64, such as 172.16.0.0/12=2 or 172.17.0.2=2 is allowed")]
    [InlineData("container-hops", "64", "--container-hops is '64'; a whole number from 0 to 63 is allowed")]
    [InlineData("clients", "Web=10.0.0.1/24", "--clients is 'Web=10.0.0.1/24'; LAUNCH=CLIENT, such as Web=172.30.0.11 or Web=10.0.0.0/24 is allowed")]
    [InlineData("clients", "10.0.0.1", "--clients is '10.0.0.1'; LAUNCH=CLIENT, such as Web=172.30.0.11 or Web=10.0.0.0/24 is allowed")]
    [InlineData("unknown-clients", "drop", "--unknown-clients is 'drop'; default or refuse is allowed")]
    [InlineData("assign-addresses", "yes", "--assign-addresses is 'yes'; true or false is allowed")]
    [InlineData("keep-alive", "maybe", "--keep-alive is 'maybe'; true or false is allowed")]
    [InlineData("region", "Ireland", "--region is 'Ireland'; a Region name such as us-east-1 is allowed")]
    [InlineData("seed", "1.5", "--seed is '1.5'; a whole number is allowed")]
    public void A_wrong_value_gets_one_line(string option, string value, string line)
    {
        Error([(option, value)], []).ShouldBe("fakeimds: " + line);

        var variable = RunOptions.Named(option).EnvironmentName;
        if (value.Length > 0)
        {
            Error([], new() { [variable] = value }).ShouldBe("fakeimds: " + line.Replace("--" + option, variable, StringComparison.Ordinal));
        }
    }

    private static void AssertAll(RunSettings settings)
    {
        settings.Listen!.Value.ShouldHaveSingleItem().ToString().ShouldBe("127.0.0.1:8080");
        settings.Launch.ShouldBe(new MetadataOptions
        {
            HttpTokens = HttpTokens.Required, HttpPutResponseHopLimit = 64, HttpEndpoint = OptionState.Disabled,
            HttpProtocolIpv6 = OptionState.Enabled, InstanceMetadataTags = OptionState.Enabled,
        });
        settings.AccountDefaults.ShouldBe(new AccountMetadataDefaults
        {
            HttpTokens = DefaultHttpTokens.NoPreference, HttpPutResponseHopLimit = -1, HttpEndpoint = DefaultOptionState.Enabled,
            InstanceMetadataTags = DefaultOptionState.Disabled, HttpTokensEnforced = DefaultOptionState.Enabled,
        });
        settings.ImdsSupport.ShouldBe(ImdsSupport.V2);
        settings.ClientHops.ShouldHaveSingleItem().Hops.ShouldBe(2);
        (settings.ContainerHops, settings.Clients.ShouldHaveSingleItem().Launch, settings.UnknownClients, settings.ClientHeaders, settings.NoInstance)
            .ShouldBe((1, "Web", UnknownClients.Refuse, true, true));
        settings.AssignAddresses.ShouldBeTrue();
        settings.KeepAlive.ShouldBeTrue();
        settings.Log.ShouldBe(RequestLogLevel.Errors);
        settings.LogFormat.ShouldBe(RequestLogFormat.Json);
        settings.Region.ShouldBe("eu-west-1");
        settings.Instance.ShouldBe("web");
        settings.Ec2Api!.Port.ShouldBe(4566);
        (settings.Control?.ToString(), settings.AllowRemoteControl).ShouldBe(("127.0.0.1:4567", true));
        settings.CallerArn.ShouldBe("arn:aws:iam::123456789012:user/alice");
        settings.Context["aws:principaltag/team"].ShouldBe(["a=b"]);
        (settings.LenientImageIds, settings.StrictHttpEndpoint, settings.HideManagedBy, settings.AccountDefaultsFillIamKeys).ShouldBe((true, true, true, false));
        settings.Seed.ShouldBe(5);
    }

    private static string Error((string Option, string Value)[] commandLine, Dictionary<string, string> environment)
    {
        var error = Should.Throw<UserException>(() => Read(commandLine, environment));
        error.ExitCode.ShouldBe(2);
        return error.Message;
    }

    private static RunSettings Read(params (string Option, string Value)[] commandLine) => Read(commandLine, []);

    private static RunSettings Read((string Option, string Value)[] commandLine, Dictionary<string, string> environment) =>
        SettingsReader.Read(
            [],
            option => commandLine.Where(c => c.Option == option.Name).Select(static c => c.Value).ToArray() is { Length: > 0 } values ? values : null,
            environment);
}
