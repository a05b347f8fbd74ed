using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FakeImds.Iac.Tests.Documents;

namespace FakeImds.Iac.Tests.Shapes;

public sealed class SchemaTests
{
    private const string WriteVariable = "FAKEIMDS_TESTS_WRITE_SCHEMA";

    private static readonly JsonSerializerOptions s_indented = new()
    {
        WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonDocumentOptions s_comments = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static string Path { get; } = System.IO.Path.Combine(
        typeof(SchemaTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key is "DocsFolder").Value!,
        "fakeimds.schema.json");

    [Fact]
    public void The_schema_in_docs_is_that_of_the_shapes()
    {
        var expected = SchemaWriter.Write().ToJsonString(s_indented) + "\n";
        if (Environment.GetEnvironmentVariable(WriteVariable) is "1")
        {
            File.WriteAllText(Path, expected);
        }

        File.ReadAllText(Path).ShouldBe(expected, $"The shapes changed. Write the schema anew: {WriteVariable}=1 dotnet test");
    }

    [Fact]
    public void The_sample_is_valid_under_the_schema() => Errors(ConfigText.Sample).ShouldBeEmpty();

    [Theory]
    [InlineData("""{ "Instance": [] }""")]
    [InlineData("""{ "AccountLevel": { "HttpPutResponseHopLimit": 0 } }""")]
    [InlineData("""{ "Instances": [ { "MetadataOptions": { "HttpTokens": "no-preference" } } ] }""")]
    [InlineData("""{ "Instances": [ { "Tags": {} } ] }""")]
    [InlineData("""{ "FakeImds": { "Overrides": { "meta-data/a": 1 } } }""")]
    public void The_schema_and_the_program_reject_the_same(string json)
    {
        Errors(json).ShouldNotBeEmpty();
        ConfigText.Error(json).ShouldNotBeEmpty();
    }

    private static List<string> Errors(string json)
    {
        var schema = (JsonObject)JsonNode.Parse(File.ReadAllText(Path))!;
        return SchemaCheck.Errors(JsonNode.Parse(json, documentOptions: s_comments), schema, schema);
    }
}
