using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace FakeImds.Ec2;

/// <summary>Reads policy documents. Whatever IAM would refuse to store is refused.</summary>
internal static class IamPolicyReader
{
    private const string NewVersion = "2012-10-17";
    private const string OldVersion = "2008-10-17";

    private static readonly string[] s_document = ["Version", "Id", "Statement"];
    private static readonly string[] s_statement = ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"];

    /// <exception cref="IamPolicyException">The document is not a policy.</exception>
    public static ImmutableArray<IamStatement> Read(string json)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException e)
        {
            throw new IamPolicyException("", $"the policy is not JSON: line {(e.LineNumber ?? 0) + 1}, byte {(e.BytePositionInLine ?? 0) + 1}; a policy document is allowed");
        }

        using (document)
        {
            var members = Members(document.RootElement, "", s_document);
            var version = members.TryGetValue("Version", out var v) ? Text(v, "Version") : OldVersion;
            if (version is not (NewVersion or OldVersion))
            {
                throw new IamPolicyException("Version", $"Version is '{IamText.Short(version)}'; {NewVersion} or {OldVersion} is allowed");
            }

            if (!members.TryGetValue("Statement", out var statement))
            {
                throw new IamPolicyException("", "the policy has no Statement; give it one");
            }

            var hasVariables = version is NewVersion;
            return statement.ValueKind is JsonValueKind.Array
                ? [.. statement.EnumerateArray().Select((s, i) => Statement(s, string.Create(CultureInfo.InvariantCulture, $"Statement[{i}]"), hasVariables))]
                : [Statement(statement, "Statement", hasVariables)];
        }
    }

    private static IamStatement Statement(JsonElement element, string path, bool hasVariables)
    {
        var members = Members(element, path, s_statement);
        var effect = members.TryGetValue("Effect", out var e) ? Text(e, path + ".Effect") : null;
        var (actions, isNotAction) = OneOf(members, path, "Action", "NotAction");
        foreach (var action in actions)
        {
            if (action is not "*" && !action.Contains(':', StringComparison.Ordinal))
            {
                throw new IamPolicyException(path, $"{path} has the action '{IamText.Short(action)}'; one such as ec2:RunInstances is allowed");
            }
        }

        var (resources, isNotResource) = OneOf(members, path, "Resource", "NotResource");
        foreach (var resource in resources)
        {
            if (resource is not "*" && !resource.StartsWith("arn:", StringComparison.Ordinal) && !resource.StartsWith("${", StringComparison.Ordinal) && !resource.StartsWith('*'))
            {
                throw new IamPolicyException(path, $"{path} has the resource '{IamText.Short(resource)}'; an ARN or * is allowed");
            }
        }

        return new IamStatement
        {
            Name = members.TryGetValue("Sid", out var sid) && Text(sid, path + ".Sid") is { Length: > 0 } name ? name : path,
            IsAllow = effect switch
            {
                "Allow" => true,
                "Deny" => false,
                _ => throw new IamPolicyException(path, $"{path}.Effect is {(effect is null ? "missing" : $"'{IamText.Short(effect)}'")}; Allow or Deny is allowed"),
            },
            Actions = [.. actions.Select(static a => a.ToUpperInvariant())],
            IsNotAction = isNotAction,
            Resources = resources,
            IsNotResource = isNotResource,
            Conditions = members.TryGetValue("Condition", out var condition) ? IamConditionReader.Read(condition, path + ".Condition", hasVariables) : [],
            HasVariables = hasVariables,
        };
    }

    private static (ImmutableArray<string> Values, bool IsNot) OneOf(Dictionary<string, JsonElement> members, string path, string name, string not)
    {
        var isNot = members.TryGetValue(not, out var value);
        if (members.TryGetValue(name, out var positive) == isNot)
        {
            throw new IamPolicyException(path, $"{path} has {(isNot ? "both" : "neither")} {name} {(isNot ? "and" : "nor")} {not}; one of them is allowed");
        }

        return (Texts(isNot ? value : positive, $"{path}.{(isNot ? not : name)}"), isNot);
    }

    internal static Dictionary<string, JsonElement> Members(JsonElement element, string path, string[]? known)
    {
        if (element.ValueKind is not JsonValueKind.Object)
        {
            throw new IamPolicyException(path, $"{(path.Length is 0 ? "the policy" : path)} is {Words(element)}; an object is allowed");
        }

        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            var where = path.Length is 0 ? "the policy" : path;
            if (known is not null && !known.Contains(member.Name))
            {
                throw new IamPolicyException(path, member.Name is "Principal" or "NotPrincipal"
                    ? $"{where} has {member.Name}, which only policies of resources have; without it is allowed"
                    : $"{where} has the unknown element '{IamText.Short(member.Name)}'; allowed: {string.Join(", ", known)}");
            }

            if (!members.TryAdd(member.Name, member.Value))
            {
                throw new IamPolicyException(path, $"{where} has {IamText.Short(member.Name)} twice; give it once");
            }
        }

        return members;
    }

    internal static ImmutableArray<string> Texts(JsonElement element, string path) => element.ValueKind is JsonValueKind.Array
        ? [.. element.EnumerateArray().Select(e => Text(e, path))]
        : [Text(element, path)];

    /// <summary>A string; numbers and booleans count as written, as in IAM.</summary>
    private static string Text(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => element.GetRawText(),
        _ => throw new IamPolicyException(path, $"{path} is {Words(element)}; a string is allowed"),
    };

    private static string Words(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
