using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;
using FakeImds.Iac.Plan;

namespace FakeImds.Iac.Policies;

/// <summary>Policies: bare documents, and what <c>aws iam get-policy-version</c> and <c>aws organizations describe-policy</c> print.</summary>
internal static class PolicyDocuments
{
    private const string Declarative = "DECLARATIVE_POLICY_EC2";

    public static bool IsOne(ConfigNode document) =>
        document["EffectivePolicy"]?["PolicyContent"] is not null || document["Statement"] is not null || document["ec2_attributes"] is not null
        || document["PolicyVersion"]?["Document"] is not null || document["Policy"]?["Content"] is not null;

    /// <param name="path">The file.</param>
    /// <param name="document">Its content.</param>
    /// <param name="text">Its content as it stands there.</param>
    /// <exception cref="ConfigException">The content of a printed policy is not a policy.</exception>
    public static DeclaredFile Read(string path, ConfigNode document, string text)
    {
        var file = new DeclaredFile { Path = path };
        var name = System.IO.Path.GetFileNameWithoutExtension(path);
        if (document["ec2_attributes"] is not null)
        {
            return file with { OrganizationPolicies = [new(OrganizationPolicy.Of(document), name, document.Position)] };
        }

        if (document["EffectivePolicy"] is { } effective)
        {
            return Effective(file, effective);
        }

        if (document["Statement"] is not null)
        {
            return file with { Policies = [Bare(name, document, text)] };
        }

        if (document["PolicyVersion"]?["Document"] is { } version)
        {
            return file with { Policies = [new DeclaredPolicy(name, false, version.Kind is ConfigKind.String ? version.Text : version.ToJson(), version.Position)] };
        }

        var policy = document["Policy"]!;
        var content = policy["Content"]!;
        var summary = policy["PolicySummary"];
        name = summary?.TextOf("Name") ?? name;
        return summary?.TextOf("Type") switch
        {
            "SERVICE_CONTROL_POLICY" or null => file with { Policies = [new DeclaredPolicy(name, true, content.Text, content.Position)] },
            Declarative => file with { OrganizationPolicies = [new(Inside(content, static c => OrganizationPolicy.Of(c)), name, content.Position)] },
            var type => throw summary!["Type"]!.Error($"{summary!["Type"]!.Path} is '{ShortValue.Of(type)}'; SERVICE_CONTROL_POLICY or {Declarative} is allowed"),
        };
    }

    // Policies are JSON; one that is written as YAML loses its places.
    private static DeclaredPolicy Bare(string name, ConfigNode document, string text) => text.AsSpan().TrimStart(" \t\r\n\uFEFF").StartsWith("{")
        ? new DeclaredPolicy(name, null, text, document.Position) { IsWholeFile = true }
        : new DeclaredPolicy(name, null, document.ToJson(), document.Position);

    // What aws organizations describe-effective-policy prints: what all policies of the organization come to for one account.
    private static DeclaredFile Effective(DeclaredFile file, ConfigNode effective)
    {
        var content = effective.Required("PolicyContent");
        if (effective["PolicyType"] is { } type && type.Text is not Declarative)
        {
            throw type.Error($"{type.Path} is '{ShortValue.Of(type.Text)}'; {Declarative} is allowed");
        }

        var policy = Inside(content, DeclarativePolicyReader.Read);
        return file with { DeclarativePolicy = new(policy, "EffectivePolicy", effective.Position), AccountId = effective.TextOf("TargetId") is { Length: 12 } id && id.All(char.IsAsciiDigit) ? id : null };
    }

    // The content is JSON in a string: places in it are told as the string's own.
    public static T Inside<T>(ConfigNode content, Func<ConfigNode, T> read)
    {
        if (content.Kind is ConfigKind.Object)
        {
            return read(content);
        }

        try
        {
            return read(ConfigParser.Parse(System.Text.Encoding.UTF8.GetBytes(content.Text)));
        }
        catch (ConfigException e)
        {
            throw content.Error($"{content.Path}: {e.Message}");
        }
    }
}
