using System.Collections.Immutable;
using FakeImds.Ec2;

namespace FakeImds.Tests.Ec2.Policies;

/// <summary>Condition keys that real requests have and that nobody tells: a decision that turns on one is neither yes nor no.</summary>
public sealed class IamOpenKeysTests
{
    private const string Own = "arn:aws:ec2:us-east-1:123456789012:instance/i-1";

    private static readonly IamCaller s_alice = IamCaller.Of("arn:aws:iam::123456789012:user/alice");
    private static readonly IamCaller s_session = IamCaller.Of("arn:aws:sts::123456789012:assumed-role/web/deploy");
    private static readonly IamCaller s_instance = IamCaller.Of("arn:aws:sts::123456789012:assumed-role/web/i-0123456789abcdef0");

    [Theory]
    [InlineData("aws:PrincipalOrgID")]
    [InlineData("aws:PrincipalOrgPaths")]
    [InlineData("aws:PrincipalTag/team")]
    [InlineData("aws:ResourceOrgID")]
    [InlineData("aws:SourceIp")]
    [InlineData("aws:SourceVpce")]
    [InlineData("aws:MultiFactorAuthPresent")]
    [InlineData("aws:userid")]
    [InlineData("aws:SomethingNewerThanThisList")]
    [InlineData("ec2:SomethingNewerThanThisList")]
    public void A_decision_that_turns_on_a_key_that_nobody_tells_is_open(string key)
    {
        foreach (var op in new[] { "StringEquals", "StringNotEquals", "StringNotEqualsIfExists", "StringLike" })
        {
            var decision = Decide($$"""{ "{{op}}": { "{{key}}": "x" } }""");

            (decision.IsAllowed, decision.IsDenied).ShouldBe((false, false), op);
            decision.DependsOn.ShouldBe([key], op);
            (decision.IsExplicit, decision.PolicyName, decision.Statement).ShouldBe((true, "p", "S"), "the denial that may be is told");
        }
    }

    [Theory]
    [InlineData("Bool", "aws:ViaAWSService", "false")]
    [InlineData("Bool", "aws:PrincipalIsAWSService", "false")]
    [InlineData("Bool", "aws:SecureTransport", "true")]
    [InlineData("StringEquals", "aws:PrincipalAccount", "123456789012")]
    [InlineData("StringEquals", "aws:ResourceAccount", "123456789012")]
    [InlineData("StringEquals", "aws:RequestedRegion", "us-east-1")]
    [InlineData("StringEquals", "aws:PrincipalType", "User")]
    [InlineData("Null", "aws:userid", "false")]
    [InlineData("Null", "aws:UserAgent", "false")]
    [InlineData("Null", "aws:CalledVia", "true")]
    [InlineData("Null", "aws:SourceArn", "true")]
    [InlineData("Null", "aws:Ec2InstanceSourceVpc", "true")]
    [InlineData("Null", "aws:FederatedProvider", "true")]
    [InlineData("Null", "s3:prefix", "true")]
    public void Keys_that_are_in_every_request_or_in_none_decide(string op, string key, string value) =>
        Decide($$"""{ "{{op}}": { "{{key}}": "{{value}}" } }""").IsDenied.ShouldBeTrue();

    [Fact]
    public void What_can_only_come_out_one_way_is_decided()
    {
        // Every request has a user agent, whichever; a user is not the account; the end of the id is told.
        Decide("""{ "StringLike": { "aws:UserAgent": "*" } }""").IsDenied.ShouldBeTrue();
        Decide("""{ "StringEquals": { "aws:SourceIp": "10.0.0.1", "aws:PrincipalType": "Account" } }""").IsAllowed.ShouldBeTrue();
        Decide("""{ "StringNotLike": { "aws:userid": "AIDA*" } }""").DependsOn.ShouldBe(["aws:userid"]);
        Decide("""{ "StringLike": { "aws:userid": "*:deploy" } }""", s_session).IsDenied.ShouldBeTrue();
        Decide("""{ "StringLike": { "aws:userid": "*:other" } }""", s_session).IsAllowed.ShouldBeTrue();
    }

    [Fact]
    public void The_account_s_own_organization_is_one_whatever_its_id()
    {
        const string Perimeter = """{ "StringNotEquals": { "aws:ResourceOrgID": "${aws:PrincipalOrgID}" } }""";

        Decide(Perimeter).IsAllowed.ShouldBeTrue();
        Decide(Perimeter, request: static r => r with { ResourceOwner = "999999999999" }).DependsOn.ShouldBe(["aws:ResourceOrgID", "aws:PrincipalOrgID"], ignoreOrder: true);
        Decide(Perimeter, type: IamPolicyType.IdentityBased).DependsOn.ShouldNotBeEmpty("without a service control policy, the account need not be in an organization");
    }

    [Fact]
    public void What_the_account_says_of_all_requests_is_taken()
    {
        var context = IamRequest.NoKeys.Add("aws:principalorgid", ["o-1"]).Add("aws:SourceVpce", []).Add("aws:ViaAWSService", ["true"]).Add("ec2:MetadataHttpTokens", ["required"]);

        Decide("""{ "StringNotEquals": { "aws:PrincipalOrgID": "o-1" } }""", context: context).IsAllowed.ShouldBeTrue();
        Decide("""{ "StringEquals": { "aws:ResourceOrgID": "o-1" } }""", context: context).IsDenied.ShouldBeTrue("own resources are of the same organization");
        Decide("""{ "Null": { "aws:SourceVpce": "true" } }""", context: context).IsDenied.ShouldBeTrue("no value: no key");
        Decide("""{ "Bool": { "aws:ViaAWSService": "true" } }""", context: context).IsDenied.ShouldBeTrue();
        Decide("""{ "Null": { "ec2:MetadataHttpTokens": "true" } }""", context: context).IsDenied.ShouldBeTrue("a key that the service fills, or leaves out, is not the account's to give");
    }

    [Fact]
    public void A_sure_denial_wins_over_an_open_one()
    {
        var policies = Policies("""
            { "Statement": [
              { "Sid": "Open", "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": { "StringEquals": { "aws:PrincipalOrgID": "o-1" } } },
              { "Sid": "Sure", "Effect": "Deny", "Action": "ec2:*", "Resource": "*" } ] }
            """);

        var decision = policies.Evaluate(Request(s_alice));

        (decision.IsDenied, decision.Statement).ShouldBe((true, "Sure"));
        decision.DependsOn.ShouldBeEmpty();
    }

    [Fact]
    public void An_open_allowance_is_open_and_a_sure_one_beside_it_decides()
    {
        const string Open = """{ "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": { "StringEquals": { "aws:PrincipalTag/team": "web" } } }""";

        var open = Policies($$"""{ "Statement": [ {{Open}} ] }""").Evaluate(Request(s_alice));
        (open.IsAllowed, open.IsDenied, open.IsExplicit).ShouldBe((false, false, false));
        open.DependsOn.ShouldBe(["aws:PrincipalTag/team"]);
        Policies($$"""{ "Statement": [ {{Open}}, { "Effect": "Allow", "Action": "ec2:*", "Resource": "*" } ] }""").Evaluate(Request(s_alice)).IsAllowed.ShouldBeTrue();
    }

    [Theory]
    [InlineData("ec2:RoleDelivery")]
    [InlineData("ec2:SourceInstanceARN")]
    [InlineData("aws:EC2InstanceSourceVPC")]
    [InlineData("aws:EC2InstanceSourcePrivateIPv4")]
    public void Credentials_of_an_instance_bring_its_keys(string key)
    {
        Decide($$"""{ "Null": { "{{key}}": "true" } }""", s_session).IsDenied.ShouldBeTrue();
        Decide($$"""{ "Null": { "{{key}}": "true" } }""", s_instance).IsAllowed.ShouldBeTrue();
        Decide($$"""{ "StringEquals": { "{{key}}": "x" } }""", s_instance).DependsOn.ShouldBe([key]);
        var known = s_instance with { RoleDelivery = 2.0m, SourceInstanceArn = "x", SourceInstanceVpc = "x", SourceInstancePrivateIpv4 = "x" };
        Decide($$"""{ "StringEquals": { "{{key}}": ["x", "2.0"] } }""", known).IsDenied.ShouldBeTrue();
    }

    [Theory]
    [InlineData("arn:aws:ec2:*:*:subnet/subnet-1", null)]
    [InlineData("arn:aws:ec2:*:*:subnet/*", true)]
    [InlineData("arn:aws:ec2:*:*:subnet/subnet-*", null)]
    [InlineData("arn:aws:ec2:*:*:vpc/*", false)]
    [InlineData("arn:aws:ec2:eu-*:*:subnet/subnet-1", false)]
    [InlineData("*", true)]
    public void A_resource_whose_id_nobody_tells_fits_what_fits_all_ids(string pattern, bool? isDenied)
    {
        var decision = Policies($$"""{ "Statement": { "Effect": "Deny", "Action": "*", "Resource": "{{pattern}}" } }""")
            .Evaluate(Request(s_alice) with { Resource = "arn:aws:ec2:us-east-1:123456789012:subnet/*", HasUnknownResourceId = true });

        (decision.IsDenied, decision.IsAllowed).ShouldBe((isDenied is true, isDenied is false));
        decision.DependsOn.ShouldBe(isDenied is null ? ["the id of the subnet"] : []);
    }

    [Fact]
    public void Misspelt_keys_are_told_and_count_as_absent()
    {
        var policy = IamPolicy.Parse("p", """{ "Statement": { "Sid": "S", "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": { "StringEquals": { "ec2:MetadataHttpsTokens": "x", "s3:prefix": "x", "aws:PrincipalTags/a": "b", "aws:NewerThanThisList": "x", "aws:SourceIp": "1.1.1.1" } } } }""", IamPolicyType.ServiceControl);

        policy.UnfilledKeys.ShouldBe(["ec2:MetadataHttpsTokens", "s3:prefix", "aws:PrincipalTags/a"]);
        Decide("""{ "StringNotEquals": { "ec2:MetadataHttpsTokens": "required" } }""").IsDenied.ShouldBeTrue();
    }

    private static IamDecision Decide(
        string condition, IamCaller? caller = null, ImmutableDictionary<string, ImmutableArray<string>>? context = null, Func<IamRequest, IamRequest>? request = null, IamPolicyType type = IamPolicyType.ServiceControl)
    {
        var policies = Policies($$"""{ "Version": "2012-10-17", "Statement": { "Sid": "S", "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {{condition}} } }""", type);
        policies.Context = context ?? policies.Context;
        var asked = Request(caller ?? s_alice);
        return policies.Evaluate(request is null ? asked : request(asked));
    }

    private static IamPolicies Policies(string json, IamPolicyType type = IamPolicyType.ServiceControl)
    {
        var policies = new Ec2Account().Policies;
        policies.Attach(IamPolicy.Parse("p", json, type));
        return policies;
    }

    private static IamRequest Request(IamCaller caller) => new() { Action = "ec2:StartInstances", Resource = Own, Caller = caller, Region = "us-east-1" };
}
