using FakeImds.Ec2;

namespace FakeImds.Tests.Ec2.Policies;

/// <summary>Documents that are refused, attaching, and the order of decisions.</summary>
public sealed class IamPolicyTests
{
    private const string AllowStart = """{ "Statement": { "Effect": "Allow", "Action": "ec2:StartInstances", "Resource": "*" } }""";
    private const string DenyAll = """{ "Statement": { "Sid": "No", "Effect": "Deny", "Action": "*", "Resource": "*" } }""";

    [Theory]
    [InlineData("{", "", "the policy is not JSON: line 1, byte 2; a policy document is allowed")]
    [InlineData("[]", "", "the policy is a list; an object is allowed")]
    [InlineData("{}", "", "the policy has no Statement; give it one")]
    [InlineData("{ \"Version\": \"2020-01-01\", \"Statement\": [] }", "Version", "Version is '2020-01-01'; 2012-10-17 or 2008-10-17 is allowed")]
    [InlineData("{ \"Statements\": [] }", "", "the policy has the unknown element 'Statements'; allowed: Version, Id, Statement")]
    [InlineData("{ \"Statement\": [], \"Statement\": [] }", "", "the policy has Statement twice; give it once")]
    [InlineData("{ \"Statement\": [ 1 ] }", "Statement[0]", "Statement[0] is a number; an object is allowed")]
    [InlineData("{ \"Statement\": { \"Effect\": \"deny\", \"Action\": \"*\", \"Resource\": \"*\" } }", "Statement", "Statement.Effect is 'deny'; Allow or Deny is allowed")]
    [InlineData("{ \"Statement\": { \"Effect\": \"Deny\", \"Action\": \"*\" } }", "Statement", "Statement has neither Resource nor NotResource; one of them is allowed")]
    [InlineData("{ \"Statement\": { \"Effect\": \"Deny\", \"Action\": \"*\", \"NotAction\": \"*\", \"Resource\": \"*\" } }", "Statement", "Statement has both Action and NotAction; one of them is allowed")]
    [InlineData("{ \"Statement\": { \"Effect\": \"Deny\", \"Action\": \"RunInstances\", \"Resource\": \"*\" } }", "Statement", "Statement has the action 'RunInstances'; one such as ec2:RunInstances is allowed")]
    [InlineData("{ \"Statement\": { \"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"instance/*\" } }", "Statement", "Statement has the resource 'instance/*'; an ARN or * is allowed")]
    [InlineData("{ \"Statement\": { \"Principal\": \"*\", \"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\" } }", "Statement", "Statement has Principal, which only policies of resources have; without it is allowed")]
    [InlineData("{ \"Statement\": { \"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\", \"Condition\": { \"NumericLessThan\": { \"ec2:RoleDelivery\": \"two\" } } } }", "Statement.Condition.NumericLessThan", "Statement.Condition.NumericLessThan.ec2:RoleDelivery is 'two'; a number is allowed")]
    [InlineData("{ \"Statement\": { \"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\", \"Condition\": { \"StringEquals\": { \"HttpTokens\": \"x\" } } } }", "Statement.Condition.StringEquals", "Statement.Condition.StringEquals has the key 'HttpTokens'; one such as ec2:MetadataHttpTokens is allowed")]
    public void What_is_not_a_policy_gets_one_line(string json, string path, string line)
    {
        var error = Should.Throw<IamPolicyException>(() => IamPolicy.Parse("p", json, IamPolicyType.IdentityBased));

        (error.Path, error.Message).ShouldBe((path, line));
    }

    [Theory]
    [InlineData("StringEqual")]
    [InlineData("NullIfExists")]
    [InlineData("ForAllValues:Null")]
    public void An_unknown_operator_gets_the_list_of_those_that_are(string op) =>
        Should.Throw<IamPolicyException>(() => IamPolicy.Parse("p", $$"""{ "Statement": { "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": { "{{op}}": { "a:b": "true" } } } }""", IamPolicyType.IdentityBased))
            .Message.ShouldStartWith($"Statement.Condition.{op} is not an operator; allowed: ArnEquals, ArnLike,");

    [Fact]
    public void Without_policies_all_is_allowed() => new Ec2Account().Policies.Evaluate(Request("ec2:Anything")).IsAllowed.ShouldBeTrue();

    [Fact]
    public void Denial_wins_and_names_the_statement()
    {
        var policies = Attached(("allow", AllowStart, IamPolicyType.IdentityBased), ("scp", DenyAll, IamPolicyType.ServiceControl));

        policies.Evaluate(Request("ec2:StartInstances")).ShouldBe(new IamDecision
        {
            IsAllowed = false, IsExplicit = true, PolicyType = IamPolicyType.ServiceControl, PolicyName = "scp", Statement = "No", Action = "ec2:StartInstances", Resource = "*",
        });
    }

    [Theory]
    [InlineData(IamPolicyType.IdentityBased)]
    [InlineData(IamPolicyType.ServiceControl)]
    public void Where_a_policy_allows_something_nothing_else_is_allowed(IamPolicyType type)
    {
        var policies = Attached(("allow", AllowStart, type));

        policies.Evaluate(Request("ec2:StartInstances")).IsAllowed.ShouldBeTrue();
        var denied = policies.Evaluate(Request("ec2:StopInstances"));
        (denied.IsAllowed, denied.IsExplicit, denied.PolicyType, denied.PolicyName).ShouldBe((false, false, type, null));
    }

    [Fact]
    public void Each_kind_of_policy_must_allow() => Attached(
            ("a", AllowStart, IamPolicyType.IdentityBased),
            ("b", """{ "Statement": { "Effect": "Allow", "Action": "s3:*", "Resource": "*" } }""", IamPolicyType.ServiceControl))
        .Evaluate(Request("ec2:StartInstances")).PolicyType.ShouldBe(IamPolicyType.ServiceControl);

    [Fact]
    public void A_policy_can_be_for_one_principal()
    {
        var policies = new Ec2Account().Policies;
        policies.Attach(IamPolicy.Parse("p", DenyAll, IamPolicyType.IdentityBased, "arn:aws:iam::*:role/web*"));

        policies.Evaluate(Request("ec2:StartInstances")).IsAllowed.ShouldBeTrue();
        policies.Evaluate(Request("ec2:StartInstances") with { Caller = IamCaller.Of("arn:aws:sts::123456789012:assumed-role/web-1/i-1") }).IsAllowed.ShouldBeFalse();
    }

    [Fact]
    public void Detached_a_policy_counts_no_more()
    {
        var policies = Attached(("p", DenyAll, IamPolicyType.IdentityBased));

        policies.Detach("p").ShouldBeTrue();
        policies.Detach("p").ShouldBeFalse();
        policies.Evaluate(Request("ec2:StartInstances")).IsAllowed.ShouldBeTrue();
    }

    [Fact]
    public async Task Policies_can_change_while_they_are_asked()
    {
        var policies = new Ec2Account().Policies;
        using var stop = new CancellationTokenSource();
        var asking = Task.Run(
            () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    policies.Evaluate(Request("ec2:StartInstances"));
                }
            },
            TestContext.Current.CancellationToken);

        Parallel.For(0, 200, i =>
        {
            policies.Attach(IamPolicy.Parse($"p{i}", i % 2 == 0 ? DenyAll : AllowStart, IamPolicyType.IdentityBased));
            policies.Detach($"p{i}").ShouldBeTrue();
        });
        await stop.CancelAsync();
        await asking;

        policies.Attached.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("arn:aws:iam::123456789012:user/a/alice", "arn:aws:iam::123456789012:user/a/alice", "User", "alice")]
    [InlineData("arn:aws:sts::123456789012:assumed-role/web/i-1", "arn:aws:iam::123456789012:role/web", "AssumedRole", null)]
    [InlineData("arn:aws:iam::123456789012:root", "arn:aws:iam::123456789012:root", "Account", null)]
    public void A_caller_is_known_by_its_ARN(string arn, string principal, string type, string? user)
    {
        var caller = IamCaller.Of(arn);

        (caller.PrincipalArn, caller.PrincipalType, caller.UserName, caller.AccountId).ShouldBe((principal, type, user, "123456789012"));
    }

    [Theory]
    [InlineData("alice")]
    [InlineData("arn:aws:ec2:us-east-1:123456789012:instance/i-1")]
    public void Not_every_ARN_is_a_caller(string arn) => Should.Throw<ArgumentException>(() => IamCaller.Of(arn)).Message.ShouldStartWith($"'{arn}' is not the ARN of a caller.");

    private static IamRequest Request(string action) => new() { Action = action, Caller = IamCaller.Of("arn:aws:iam::123456789012:user/alice"), Region = "us-east-1" };

    private static IamPolicies Attached(params (string Name, string Json, IamPolicyType Type)[] all)
    {
        var policies = new Ec2Account().Policies;
        foreach (var (name, json, type) in all)
        {
            policies.Attach(IamPolicy.Parse(name, json, type));
        }

        return policies;
    }
}
