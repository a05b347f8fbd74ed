namespace FakeImds.Iac.Tests.CloudFormation;

public sealed class ForEachTests
{
    [Fact]
    public void A_loop_makes_a_resource_for_each_item()
    {
        var all = Explain("""
            Transform: AWS::LanguageExtensions
            Parameters:
              Hops: { Type: CommaDelimitedList, Default: '2,3' }
            Mappings:
              Tokens: { Of: { Blue: required, Green: optional } }
            Resources:
              Fn::ForEach::Colors:
                - Color
                - [Blue, Green]
                - Fn::ForEach::Hops:
                    - Hop
                    - !Ref Hops
                    - Box${Color}${Hop}:
                        Type: AWS::EC2::Instance
                        Properties:
                          ImageId: ami-0aaaaaaaaaaaaaaa1
                          MetadataOptions: { HttpTokens: !FindInMap [Tokens, Of, !Ref Color], HttpPutResponseHopLimit: !Ref Hop }
                          Tags: [{ Key: !Sub '${Color}', Value: '&{Color}' }]
              Plain:
                Type: AWS::EC2::Instance
                Properties:
                  ImageId: ami-0aaaaaaaaaaaaaaa1
                  MetadataOptions:
                    Fn::ForEach::Options: [Name, [Tokens], { 'Http${Name}': required }]
            """);

        all.Select(static l => (l.Name, l.HttpTokens.Value, l.HttpPutResponseHopLimit.Value)).ShouldBe(
            [("BoxBlue2", "required", "2"), ("BoxBlue3", "required", "3"), ("BoxGreen2", "optional", "2"), ("BoxGreen3", "optional", "3"), ("Plain", "required", "1")]);
    }

    [Fact]
    public void A_loop_over_what_is_not_known_is_unknown()
    {
        var loop = Explain("""
            Transform: [AWS::LanguageExtensions]
            Parameters:
              Colors: { Type: CommaDelimitedList }
            Resources:
              Fn::ForEach::Boxes: [Color, !Ref Colors, { 'Box${Color}': { Type: AWS::EC2::Instance, Properties: { ImageId: ami-0aaaaaaaaaaaaaaa1 } } }]
            """).ShouldHaveSingleItem();

        loop.Name.ShouldBe("Boxes");
        loop.Verdict.ShouldBe(LaunchVerdict.Unknown);
    }

    [Theory]
    [InlineData("Resources: { 'Fn::ForEach::A': [X, [a], { '${X}': { Type: 'AWS::EC2::Instance' } }] }", "need the transform AWS::LanguageExtensions")]
    [InlineData("Transform: AWS::LanguageExtensions\nResources: { 'Fn::ForEach::A': [X, [a]] }", "a list of a name, a collection and an object is allowed")]
    [InlineData("Transform: AWS::LanguageExtensions\nResources: { 'Fn::ForEach::A': [X, [a, a], { '${X}': { Type: 'AWS::EC2::Instance' } }] }", "a is given twice")]
    [InlineData("Transform: AWS::LanguageExtensions\nResources: { 'Fn::ForEach::A': [X, word, { '${X}': { Type: 'AWS::EC2::Instance' } }] }", "a list is allowed")]
    public void A_loop_that_CloudFormation_refuses_gets_one_line(string stack, string message) =>
        Should.Throw<AccountFilesException>(() => Explain(stack)).Message.ShouldContain(message);

    [Fact]
    public void Loops_that_grow_without_end_are_refused()
    {
        var items = string.Join(", ", Enumerable.Range(0, 40).Select(static i => $"i{i}"));
        var stack = $$"""
            Transform: AWS::LanguageExtensions
            Resources:
              Fn::ForEach::A: [A, [{{items}}], { 'Fn::ForEach::B${A}': [B, [{{items}}], { 'Fn::ForEach::C${A}${B}': [C, [{{items}}], { 'X${A}${B}${C}': { Type: AWS::EC2::Instance, Properties: { ImageId: ami-1, InstanceType: t3.micro } } }] }] }]
            """;

        Should.Throw<AccountFilesException>(() => Explain(stack)).Message.ShouldContain("by its loops; less is allowed");
    }

    private static AccountExplanation Explain(string stack) => AccountFiles.Parse(
        [KeyValuePair.Create("stack.yaml", stack), KeyValuePair.Create("images.json", """{ "Images": [ { "ImageId": "ami-0aaaaaaaaaaaaaaa1" } ] }""")]).Explain();
}
