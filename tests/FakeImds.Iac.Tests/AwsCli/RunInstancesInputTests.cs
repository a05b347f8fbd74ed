using System.Text;

namespace FakeImds.Iac.Tests.AwsCli;

public sealed class RunInstancesInputTests
{
    [Fact]
    public void The_input_of_run_instances_is_a_launch()
    {
        const string Input = """
            { "ImageId": "ami-0aaaaaaaaaaaaaaa1", "InstanceType": "c7g.large", "MinCount": 1, "MaxCount": 1, "KeyName": "", "UserData": "echo hi", "DryRun": true,
              "Placement": { "AvailabilityZone": "us-east-1b" }, "TagSpecifications": [{ "ResourceType": "instance", "Tags": [{ "Key": "Name", "Value": "web" }] }],
              "MetadataOptions": { "HttpTokens": "required", "HttpPutResponseHopLimit": 2, "InstanceMetadataTags": "enabled" } }
            """;

        using var imds = Read(Input).Emulate("run-instances");

        imds.Instance.MetadataOptions.Options.HttpPutResponseHopLimit.Value.ShouldBe(2);
        var description = imds.Instance.Snapshot.Description;
        description.InstanceType.ShouldBe("c7g.large");
        description.Placement.AvailabilityZone.ShouldBe("us-east-1b");
        description.Tags["Name"].ShouldBe("web");
        Encoding.UTF8.GetString(description.UserData.AsSpan()).ShouldBe("echo hi", "the AWS CLI encodes it, and the instance decodes it");
    }

    [Fact]
    public void Its_tags_are_held_against_the_rules_of_metadata() =>
        Read("""{ "ImageId": "ami-0aaaaaaaaaaaaaaa1", "TagSpecifications": [{ "ResourceType": "instance", "Tags": [{ "Key": "a/b" }] }], "MetadataOptions": { "InstanceMetadataTags": "enabled" } }""")
            .Explain()["run-instances"].Error.ShouldNotBeNull().ShouldContain("'a/b' is not a valid tag key");

    [Theory]
    [InlineData("""{ "MinCount": 1, "MetadataOptions": { "HttpTokens": "optional", "HttpPutResponseHopLimit": 0 } }""", "as --generate-cli-skeleton writes it")]
    [InlineData("""{ "MinCount": 1, "MetadataOptions": { "HttpToken": "optional" } }""", "did you mean 'HttpTokens'?")]
    [InlineData("""{ "MinCount": 1, "MetadataOptions": [] }""", "is a list; an object is allowed")]
    public void What_EC2_does_not_take_gets_one_line(string input, string message) =>
        Should.Throw<AccountFilesException>(() => Read(input)).Message.ShouldContain(message);

    private static AccountFiles Read(string input) => AccountFiles.Parse([KeyValuePair.Create("run.json", input)]);
}
