using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Shapes;

/// <summary>The instances that a request names.</summary>
internal static class InstanceIds
{
    private const string Prefix = "i-";

    /// <summary>Those of <c>InstanceId.N</c>, of which there must be one at least.</summary>
    public static IReadOnlyList<Ec2Instance> Required(Ec2Call call) =>
        Optional(call) is { Count: > 0 } instances ? instances : throw new Ec2Exception(Ec2Errors.Missing("InstanceId"));

    /// <summary>Those of <c>InstanceId.N</c>, each once; none when the request names none.</summary>
    public static IReadOnlyList<Ec2Instance> Optional(Ec2Call call)
    {
        var ids = call.Parameters.Texts("InstanceId").Distinct(StringComparer.Ordinal).ToArray();
        foreach (var id in ids)
        {
            Check(id);
        }

        var missing = ids.Where(id => call.Region.Instances.Find(id) is null).ToArray();
        return missing.Length == 0
            ? [.. ids.Select(call.Region.Instances.Get)]
            : throw new Ec2Exception(Ec2Errors.InstancesNotFound(missing));
    }

    /// <summary>The one of <c>InstanceId</c>.</summary>
    public static Ec2Instance One(Ec2Call call)
    {
        var id = call.Parameters.Required("InstanceId");
        Check(id);
        return call.Region.Instances.Get(id);
    }

    // Letters beyond hexadecimal pass: pages and tests write i-1234567890example (docs/fidelity.md#malformed-ids).
    private static void Check(string id)
    {
        if (!id.StartsWith(Prefix, StringComparison.Ordinal) || id.Length == Prefix.Length || !id.AsSpan(Prefix.Length).ContainsOnlyLettersAndDigits())
        {
            throw new Ec2Exception(Ec2Errors.InstanceMalformed(id));
        }
    }
}
