namespace FakeImds.Iac.Tests.CloudFormation;

/// <summary>What a template leaves to a deployment, files of the deployment tell.</summary>
public sealed class StackInputTests
{
    private const string Stack = """
        Parameters: { Tokens: { Type: String }, Hops: { Type: Number }, Names: { Type: CommaDelimitedList, Default: x } }
        Resources:
          Web:
            Type: AWS::EC2::Instance
            Properties:
              ImageId: ami-1
              MetadataOptions: { HttpTokens: !Ref Tokens, HttpPutResponseHopLimit: !Ref Hops, HttpEndpoint: !ImportValue endpoint }
        """;

    private const string Outputs = """{ "Stacks": [ { "StackName": "base", "Outputs": [ { "OutputKey": "E", "OutputValue": "disabled", "ExportName": "endpoint" }, { "OutputKey": "X", "OutputValue": "1" } ] } ] }""";

    [Theory]
    [InlineData("""[ { "ParameterKey": "Tokens", "ParameterValue": "required" }, { "ParameterKey": "Hops", "ParameterValue": "3" } ]""")]
    [InlineData("""{ "Parameters": { "Tokens": "required", "Hops": 3, "Names": [ "a", "b" ] }, "Tags": { "a": "b" } }""")]
    [InlineData("""[ "Tokens=required", "Hops=3" ]""")]
    [InlineData("""{ "StackName": "web", "Parameters": [ { "ParameterKey": "Tokens", "ParameterValue": "required" }, { "ParameterKey": "Hops", "ParameterValue": "3" } ] }""")]
    [InlineData("- { ParameterKey: Tokens, ParameterValue: required }\n- { ParameterKey: Hops, ParameterValue: 3 }")]
    public void Values_of_parameters_are_read(string parameters)
    {
        var web = Web((parameters.StartsWith('-') ? "p.yaml" : "p.json", parameters), ("outputs.json", Outputs));

        web.Options.Take(3).Select(static o => o.Value).ShouldBe(["required", "3", "disabled"]);
    }

    [Fact]
    public void Exports_are_read_too() =>
        Web(("exports.json", """{ "Exports": [ { "ExportingStackId": "arn", "Name": "endpoint", "Value": "enabled" } ] }""")).HttpEndpoint.Value.ShouldBe("enabled");

    [Fact]
    public void What_a_stack_keeps_from_before_is_not_known() =>
        Web(("p.json", """[ { "ParameterKey": "Tokens", "UsePreviousValue": true } ]""")).HttpTokens.DependsOn.ShouldContain("parameter Tokens");

    [Fact]
    public void Options_win_over_files()
    {
        var options = new AccountFilesOptions { Parameters = { ["Tokens"] = "optional" } };

        AccountFiles.Parse([new("s.yaml", Stack), new("p.json", """[ "Tokens=required", "Hops=3" ]""")], options).Explain()["Web"].HttpTokens.Value.ShouldBe("optional");
    }

    [Theory]
    [InlineData("""[ "Token=required" ]""", "p.json:1:3: 'Token' is a parameter that no template has; Tokens, Hops or Names is allowed; did you mean 'Tokens'?")]
    [InlineData("""[ { "ParameterKey": "Tokens" } ]""", "p.json:1:3: [0] has no ParameterValue; give it one")]
    [InlineData("""[ "Hops=1", "Hops=2" ]""", "p.json:1:13: Hops is given twice, first at 1:3; give it once")]
    public void What_is_wrong_gets_one_line(string parameters, string line) =>
        Should.Throw<AccountFilesException>(() => Web(("p.json", parameters))).Message.ShouldBe(line);

    [Fact]
    public void Two_files_agree() =>
        Should.Throw<AccountFilesException>(() => Web(("p.json", """[ "Hops=1" ]"""), ("q.json", """[ "Hops=2" ]"""))).Message
            .ShouldBe("q.json:1:3: parameter Hops has another value than in p.json:1:3; give it once");

    [Fact]
    public void The_output_of_get_template_is_its_template()
    {
        const string Template = """{ "TemplateBody": { "Resources": { "Web": { "Type": "AWS::EC2::Instance", "Properties": { "MetadataOptions": { "HttpTokens": "required" } } } } }, "StagesAvailable": [ "Original" ] }""";

        AccountFiles.Parse([new("t.json", Template)]).Explain()["Web"].HttpTokens.Value.ShouldBe("required");
    }

    [Theory]
    [InlineData("MetadataOption: { HttpTokens: required }", "s.yaml:4:7: unknown member 'MetadataOption' in Resources.Web.Properties; did you mean 'MetadataOptions'?")]
    [InlineData("LaunchTemplate: lt-0123", "s.yaml:4:23: Resources.Web.Properties.LaunchTemplate is 'lt-0123'; an object is allowed")]
    public void What_decides_is_not_passed_over(string property, string line) =>
        Should.Throw<AccountFilesException>(() => AccountFiles.Parse([new("s.yaml", $"Resources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties: {{ {property} }}\n")])).Message
            .ShouldBe(line.Replace("4:7", "4:19", StringComparison.Ordinal).Replace("4:23", "4:35", StringComparison.Ordinal));

    private static LaunchExplanation Web(params (string Name, string Text)[] more) =>
        AccountFiles.Parse([new("s.yaml", Stack), .. more.Select(static m => KeyValuePair.Create(m.Name, m.Text))]).Explain()["Web"];
}
