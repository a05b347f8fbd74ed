using System.Collections.Immutable;
using FakeImds.Ec2;

namespace FakeImds.Tests.Ec2.Policies;

/// <summary>The policy language: who and what a statement matches.</summary>
public sealed class IamLanguageTests
{
    private const string Alice = "arn:aws:iam::123456789012:user/team/alice";
    private const string Instance = "arn:aws:ec2:us-east-1:123456789012:instance/i-1";

    [Theory]
    [InlineData("StringEquals", "a", "A", false)]
    [InlineData("StringEqualsIgnoreCase", "a", "A", true)]
    [InlineData("StringNotEquals", "a", "b", true)]
    [InlineData("StringNotEqualsIgnoreCase", "a", "A", false)]
    [InlineData("StringLike", "a*c?", "abbbcd", true)]
    [InlineData("StringLike", "a*c?", "abbbc", false)]
    [InlineData("StringNotLike", "a*", "b", true)]
    [InlineData("StringEquals", "a*", "ab", false)]
    [InlineData("NumericEquals", "2", "2.0", true)]
    [InlineData("NumericNotEquals", "2", "2.0", false)]
    [InlineData("NumericLessThan", "2.0", "1.0", true)]
    [InlineData("NumericLessThan", "2.0", "2.0", false)]
    [InlineData("NumericLessThanEquals", "2", "2", true)]
    [InlineData("NumericGreaterThan", "3", "10", true)]
    [InlineData("NumericGreaterThanEquals", "3", "2", false)]
    [InlineData("NumericGreaterThan", "3", "many", false)]
    [InlineData("Bool", "true", "TRUE", true)]
    [InlineData("Bool", "false", "true", false)]
    [InlineData("DateLessThan", "2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z", true)]
    [InlineData("DateGreaterThanEquals", "2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z", false)]
    [InlineData("IpAddress", "10.0.0.0/8", "10.1.2.3", true)]
    [InlineData("NotIpAddress", "10.0.0.0/8", "10.1.2.3", false)]
    [InlineData("ArnLike", "arn:aws:iam::*:role/admin-*", "arn:aws:iam::1:role/admin-x", true)]
    [InlineData("ArnEquals", "arn:aws:iam::*:role/admin-*", "arn:aws:iam::1:role/admin-x", true)]
    [InlineData("ArnLike", "arn:aws:*", "arn:aws:iam::1:role/x", true)]
    [InlineData("ArnLike", "arn:aws:s3:*", "arn:aws:iam::1:role/x", false)]
    [InlineData("ArnNotLike", "arn:aws:iam::*:role/admin-*", "arn:aws:iam::1:role/web", true)]
    public void Operators_compare(string op, string expected, string actual, bool matches) =>
        Denies($$"""{ "{{op}}": { "t:Key": "{{expected}}" } }""", ("t:Key", actual)).ShouldBe(matches);

    [Theory]
    [InlineData("StringEquals", false)]
    [InlineData("StringNotEquals", true)]
    [InlineData("StringNotLike", true)]
    [InlineData("ArnNotLike", true)]
    [InlineData("StringEqualsIfExists", true)]
    [InlineData("ForAllValues:StringEquals", true)]
    [InlineData("ForAnyValue:StringNotEquals", false)]
    public void An_absent_key_is_false_to_an_operator_and_true_to_a_negated_one(string op, bool matches) =>
        Denies($$"""{ "{{op}}": { "t:Key": "x" } }""").ShouldBe(matches);

    [Theory]
    [InlineData("NumericGreaterThan", false)]
    [InlineData("NumericLessThan", false)]
    [InlineData("NumericNotEquals", true)]
    [InlineData("NumericLessThanIfExists", true)]
    public void An_absent_number_is_neither_more_nor_less(string op, bool matches) => Denies($$"""{ "{{op}}": { "t:Key": 2 } }""").ShouldBe(matches);

    [Fact]
    public void Null_asks_for_presence()
    {
        Denies("""{ "Null": { "t:Key": "true" } }""").ShouldBeTrue();
        Denies("""{ "Null": { "t:Key": false } }""", ("t:Key", "x")).ShouldBeTrue();
        Denies("""{ "Null": { "t:Key": "true" } }""", ("t:Key", "x")).ShouldBeFalse();
    }

    [Fact]
    public void Values_are_alternatives_and_keys_go_together()
    {
        const string Condition = """{ "StringEquals": { "t:A": ["1", "2"], "t:B": "3" } }""";

        Denies(Condition, ("t:A", "2"), ("t:B", "3")).ShouldBeTrue();
        Denies(Condition, ("t:A", "2"), ("t:B", "4")).ShouldBeFalse();
        Denies("""{ "StringNotEquals": { "t:A": ["1", "2"] } }""", ("t:A", "2")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("ForAllValues", "a", true)]
    [InlineData("ForAllValues", "a,c", false)]
    [InlineData("ForAnyValue", "a,c", true)]
    [InlineData("ForAnyValue", "c", false)]
    public void Quantifiers_look_at_all_values(string quantifier, string values, bool matches) =>
        Decide($$"""{ "{{quantifier}}:StringEquals": { "aws:TagKeys": ["a", "b"] } }""", IamRequest.NoKeys.Add("aws:TagKeys", [.. values.Split(',')])).ShouldBe(matches);

    [Fact]
    public void Key_names_have_no_case() => Denies("""{ "StringEquals": { "aws:PrincipalARN": "arn:aws:iam::123456789012:user/team/alice" } }""").ShouldBeTrue();

    [Theory]
    [InlineData("2012-10-17", "arn:aws:iam::*:user/team/${aws:username}", true)]
    [InlineData("2008-10-17", "arn:aws:iam::*:user/team/${aws:username}", false)]
    [InlineData("2012-10-17", "arn:aws:iam::*:user/team/${t:Absent}", false)]
    [InlineData("2012-10-17", "arn:aws:iam::*:user/team/${t:Absent, 'alice'}", true)]
    [InlineData("2012-10-17", "arn:aws:iam::*:user/team/${*}", false)]
    public void Variables_belong_to_the_new_version(string version, string pattern, bool matches) => Policy(
            $$"""{ "Version": "{{version}}", "Statement": { "Effect": "Deny", "Action": "ec2:*", "Resource": "*", "Condition": { "StringLike": { "aws:PrincipalArn": "{{pattern}}" } } } }""")
        .Evaluate(Request()).IsAllowed.ShouldBe(!matches);

    [Theory]
    [InlineData("\"Action\": \"EC2:start*\"", true)]
    [InlineData("\"Action\": [\"s3:*\", \"ec2:StartInstances\"]", true)]
    [InlineData("\"Action\": \"ec2:Stop*\"", false)]
    [InlineData("\"NotAction\": \"ec2:Stop*\"", true)]
    [InlineData("\"NotAction\": \"*\"", false)]
    public void Actions_match_without_case(string action, bool matches) => Policy($$"""{ "Statement": { "Effect": "Deny", {{action}}, "Resource": "*" } }""")
        .Evaluate(Request()).IsAllowed.ShouldBe(!matches);

    [Theory]
    [InlineData("\"Resource\": \"arn:aws:ec2:*:*:instance/*\"", true)]
    [InlineData("\"Resource\": \"arn:aws:ec2:*:*:instance/i-?\"", true)]
    [InlineData("\"Resource\": \"arn:aws:ec2:*\"", true)]
    [InlineData("\"Resource\": \"arn:aws:ec2:*:*:volume/*\"", false)]
    [InlineData("\"Resource\": \"arn:aws:ec2:eu-*:*:instance/*\"", false)]
    [InlineData("\"NotResource\": \"arn:aws:ec2:*:*:volume/*\"", true)]
    public void Resources_match_part_by_part(string resource, bool matches) => Policy($$"""{ "Statement": { "Effect": "Deny", "Action": "*", {{resource}} } }""")
        .Evaluate(Request()).IsAllowed.ShouldBe(!matches);

    [Fact]
    public void Keys_that_no_request_has_are_told() =>
        IamPolicy.Parse("p", """{ "Statement": { "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": { "Bool": { "s3:signatureversion": "false" }, "StringEquals": { "ec2:resourcetag/x": "y" } } } }""", IamPolicyType.IdentityBased)
            .UnfilledKeys.ShouldBe(["s3:signatureversion"]);

    private static bool Denies(string condition, params (string Key, string Value)[] keys) =>
        Decide(condition, keys.Aggregate(IamRequest.NoKeys, static (all, k) => all.Add(k.Key, [k.Value])));

    private static bool Decide(string condition, ImmutableDictionary<string, ImmutableArray<string>> keys) => !Policy(
            $$"""{ "Version": "2012-10-17", "Statement": [ { "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {{condition}} } ] }""")
        .Evaluate(Request() with { Keys = keys }).IsAllowed;

    private static IamPolicies Policy(string json)
    {
        var policies = new Ec2Account().Policies;
        policies.Attach(IamPolicy.Parse("p", json, IamPolicyType.IdentityBased));
        return policies;
    }

    private static IamRequest Request() => new() { Action = "ec2:StartInstances", Resource = Instance, Caller = IamCaller.Of(Alice), Region = "us-east-1" };
}
