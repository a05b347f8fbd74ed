using FakeImds.Ec2;

namespace FakeImds.Iac.Policies;

/// <summary>A denial in words: the policy, the statement, the action and the resource.</summary>
internal static class DenialText
{
    public static string Of(IamDecision denied)
    {
        var kind = denied.PolicyType is IamPolicyType.ServiceControl ? "service control policy" : "identity-based policy";
        return denied.IsExplicit
            ? $"the {kind} {denied.PolicyName} denies {denied.Action} on {denied.Resource} (statement {denied.Statement})"
            : $"no {kind} allows {denied.Action} on {denied.Resource}";
    }
}
