namespace FakeImds.Iac.Tests.Packer;

public sealed class PackerTests
{
    // Packer sends "optional" of its own, over the account's default and the AMI's.
    [Fact]
    public void Without_options_Packer_sends_its_own()
    {
        const string Defaults = """{ "AccountLevel": { "HttpTokens": "required", "HttpPutResponseHopLimit": 5, "HttpEndpoint": "no-preference", "InstanceMetadataTags": "enabled" } }""";
        var builder = Read("""{ "builders": [{ "type": "amazon-ebs", "source_ami": "ami-0aaaaaaaaaaaaaaa1" }] }""", Defaults).Explain()["amazon-ebs"];

        builder.Options.Select(static o => o.Value).ShouldBe(["optional", "1", "enabled", "disabled", "enabled"]);
        builder.HttpTokens.Source.ShouldBe("launch request (Packer's default)");
        builder.InstanceMetadataTags.Source.ShouldBe("account default");
    }

    [Theory]
    [InlineData("""{ "variables": { "v": "required" }, "builders": [{ "name": "web", "type": "amazon-ebs", "metadata_options": { "http_tokens": "{{user `v`}}", "http_put_response_hop_limit": 2 } }] }""", "web")]
    [InlineData("""{ "variable": { "v": { "default": "required" } }, "source": { "amazon-ebs": { "web": { "metadata_options": { "http_tokens": "${var.v}", "http_put_response_hop_limit": 2 } } } } }""", "amazon-ebs.web")]
    [InlineData("""{ "variable": { "v": [{ "default": "required" }] }, "source": { "amazon-ebs": { "web": [{ "metadata_options": [{ "http_tokens": "${var.v}", "http_put_response_hop_limit": 2 }] }] } } }""", "amazon-ebs.web")]
    public void Both_forms_of_JSON_are_read(string template, string name)
    {
        var builder = Read(template).Explain()[name];

        builder.Kind.ShouldBe("Packer amazon-ebs");
        builder.Options.Select(static o => o.Value).ShouldBe(["required", "2", "enabled", "disabled", "disabled"]);
        builder.HttpTokens.Source.ShouldBe("launch request (Packer, metadata_options)");
    }

    [Fact]
    public void A_disabled_endpoint_is_not_sent_at_all()
    {
        var builder = Read("""{ "builders": [{ "type": "amazon-ebs", "source_ami": "ami-0aaaaaaaaaaaaaaa1", "metadata_options": { "http_endpoint": "disabled", "http_tokens": "required" } }] }""", """{ "Images": [{ "ImageId": "ami-0aaaaaaaaaaaaaaa1" }] }""").Explain()["amazon-ebs"];

        builder.HttpEndpoint.Value.ShouldBe("enabled");
        builder.HttpTokens.Value.ShouldBe("optional");
        builder.Notes.ShouldContain(static n => n.Contains("Packer sends no metadata options at all", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ "builders": [{ "type": "amazon-ebs", "metadata_options": { "http_token": "required" } }] }""", "did you mean 'http_tokens'?")]
    [InlineData("""{ "builders": [{ "type": "amazon-ebs", "metadata_options": { "http_tokens": "{{user `v`}}" } }] }""", "whose value the template does not tell")]
    [InlineData("""{ "builders": [{ "type": "docker" }] }""", "launches no instance in EC2")]
    public void What_can_t_be_decided_gets_one_line(string template, string message) =>
        Should.Throw<AccountFilesException>(() => Read(template)).Message.ShouldContain(message);

    private static AccountFiles Read(string template, string? other = null) => AccountFiles.Parse(
        [KeyValuePair.Create("image.json", template), .. other is null ? [] : new[] { KeyValuePair.Create("other.json", other) }]);
}
