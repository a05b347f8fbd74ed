using System.Text.Json;
using FakeImds.Ec2;

namespace FakeImds.Ec2Api.Protocol;

/// <summary>What a caller is told whom a policy denies (docs/fidelity.md#iam-denied).</summary>
internal static class Denial
{
    public static Ec2Error Error(string callerArn, IamDecision denied)
    {
        var kind = denied.PolicyType is IamPolicyType.ServiceControl ? "service control" : "identity-based";
        var why = denied.IsExplicit ? $"with an explicit deny in {(kind[0] is 'i' ? "an" : "a")} {kind} policy" : $"because no {kind} policy allows the {denied.Action} action";
        return new Ec2Error(
            "UnauthorizedOperation",
            $"You are not authorized to perform this operation. User: {callerArn} is not authorized to perform: {denied.Action} on resource: {denied.Resource} {why}. Encoded authorization failure message: {Encoded(callerArn, denied)}",
            403);
    }

    // AWS encrypts it; here everyone may read it.
    private static string Encoded(string callerArn, IamDecision denied)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteBoolean("allowed", false);
            json.WriteBoolean("explicitDeny", denied.IsExplicit);
            json.WriteStartObject("matchedStatements");
            json.WriteStartArray("items");
            if (denied.IsExplicit)
            {
                json.WriteStartObject();
                json.WriteString("statementId", denied.Statement);
                json.WriteString("effect", "DENY");
                json.WriteString("policy", denied.PolicyName);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteStartObject("context");
            json.WriteStartObject("principal");
            json.WriteString("arn", callerArn);
            json.WriteEndObject();
            json.WriteString("action", denied.Action);
            json.WriteString("resource", denied.Resource);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Convert.ToBase64String(stream.ToArray());
    }
}
