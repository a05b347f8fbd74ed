namespace FakeImds.Iac.Tests;

/// <summary>What a template leaves open, policies can't know: the verdict says so.</summary>
public sealed class PolicyOpenMemberTests
{
    [Theory]
    [InlineData("\"InstanceType\": { \"Ref\": \"P\" }", "StringNotEquals", "ec2:InstanceType", "t3.micro")]
    [InlineData("\"Tags\": [ { \"Key\": \"team\", \"Value\": { \"Ref\": \"P\" } } ]", "StringNotEquals", "aws:RequestTag/team", "web")]
    [InlineData("\"IamInstanceProfile\": { \"Ref\": \"P\" }", "Null", "ec2:InstanceProfile", "true")]
    public void A_condition_on_an_open_member_leaves_the_verdict_open(string property, string op, string key, string value)
    {
        var scp = $$"""{ "Statement": { "Effect": "Deny", "Action": "ec2:RunInstances", "Resource": "arn:aws:ec2:*:*:instance/*", "Condition": { "{{op}}": { "{{key}}": "{{value}}" } } } }""";
        var stack = $$"""{ "Parameters": { "P": { "Type": "String" } }, "Resources": { "Box": { "Type": "AWS::EC2::Instance", "Properties": { "ImageId": "ami-0aaaaaaaaaaaaaaa1", {{property}} } } } }""";

        var box = AccountFiles.Parse([new("stack.json", stack), new("scp.json", scp)]).Explain()["Box"];

        box.Verdict.ShouldBe(LaunchVerdict.Unknown, box.ToString());
    }
}
