using FakeImds.Ec2;

namespace FakeImds.Iac.Tests.AwsCli;

public sealed class ExistingInstanceTests
{
    [Fact]
    public void An_output_that_is_older_than_an_option_tells_that_it_was_off()
    {
        const string Older = """
            { "Instances": [ { "InstanceId": "i-0123456789abcdef0", "ImageId": "ami-0aaaaaaaaaaaaaaa1", "State": { "Code": 16, "Name": "running" },
              "MetadataOptions": { "State": "applied", "HttpTokens": "required", "HttpPutResponseHopLimit": 1, "HttpEndpoint": "enabled" } } ] }
            """;

        using var emulator = AccountFiles.Parse([new("older.json", Older)]).Emulate();

        var options = emulator.Instance.Snapshot.MetadataOptions;
        options.HttpProtocolIpv6.Value.ShouldBe(OptionState.Disabled);
        options.InstanceMetadataTags.Value.ShouldBe(OptionState.Disabled);
    }

    [Fact]
    public void An_existing_instance_without_any_options_is_not_known()
    {
        const string Bare = """{ "Instances": [ { "InstanceId": "i-0123456789abcdef0", "ImageId": "ami-0aaaaaaaaaaaaaaa1", "State": { "Code": 16, "Name": "running" } } ] }""";

        Should.Throw<AccountFilesException>(() => AccountFiles.Parse([new("bare.json", Bare)]).Emulate()).Message.ShouldContain("is not known");
    }
}
