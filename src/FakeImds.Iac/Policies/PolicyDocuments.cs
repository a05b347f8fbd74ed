using FakeImds.Iac.Documents;
using FakeImds.Iac.Plan;

namespace FakeImds.Iac.Policies;

/// <summary>Policies: bare documents, and what <c>aws iam get-policy-version</c> and <c>aws organizations describe-policy</c> print.</summary>
internal static class PolicyDocuments
{
    public static bool IsOne(ConfigNode document) =>
        document["Statement"] is not null || document["ec2_attributes"] is not null
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
            return file with { DeclarativePolicy = new(DeclarativePolicyReader.Read(document), name, document.Position) };
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
            "DECLARATIVE_POLICY_EC2" => file with { DeclarativePolicy = new(DeclarativePolicyReader.Read(Content(content)), name, content.Position) },
            var type => throw summary!["Type"]!.Error($"{summary!["Type"]!.Path} is '{type}'; SERVICE_CONTROL_POLICY or DECLARATIVE_POLICY_EC2 is allowed"),
        };
    }

    // Policies are JSON; one that is written as YAML loses its places.
    private static DeclaredPolicy Bare(string name, ConfigNode document, string text) => text.AsSpan().TrimStart(" \t\r\n\uFEFF").StartsWith("{")
        ? new DeclaredPolicy(name, null, text, document.Position) { IsWholeFile = true }
        : new DeclaredPolicy(name, null, document.ToJson(), document.Position);

    // The content is JSON in a string: places in it are told as the string's own.
    private static ConfigNode Content(ConfigNode content)
    {
        try
        {
            return ConfigParser.Parse(System.Text.Encoding.UTF8.GetBytes(content.Text));
        }
        catch (ConfigException e)
        {
            throw content.Error($"{content.Path}: {e.Message}");
        }
    }
}
