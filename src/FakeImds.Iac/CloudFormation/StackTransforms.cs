using FakeImds.Iac.Documents;

namespace FakeImds.Iac.CloudFormation;

/// <summary>The macros that CloudFormation lets a template through before it looks at it.</summary>
internal static class StackTransforms
{
    private const string Include = "AWS::Include";

    // AWS' own that make no instances, as documented.
    private static readonly string[] s_known = ["AWS::Serverless-2016-10-31", ForEachLoops.Transform, "AWS::CodeDeployBlueGreen", "AWS::SecretsManager-2020-07-23", "AWS::SecretsManager-2024-09-16"];

    /// <summary>Whether the template names a transform.</summary>
    public static bool Has(ConfigNode template, string name) => All(template["Transform"]).Any(t => t.Name == name);

    /// <summary>The transforms that may make or change launches: nobody knows what comes out of them.</summary>
    public static IEnumerable<(string Name, ConfigPosition Position)> Unknown(ConfigNode template) =>
        All(template["Transform"]).Concat(All(template["Fn::Transform"])).Where(static t => !s_known.Contains(t.Name));

    /// <summary>The name of a transform in a call of <c>Fn::Transform</c>.</summary>
    public static string NameOf(ConfigNode call) => call.TextOf("Name") ?? Include;

    private static IEnumerable<(string Name, ConfigPosition Position)> All(ConfigNode? node) => node?.Kind switch
    {
        ConfigKind.String => [(node.Text, node.Position)],
        ConfigKind.Object => [(NameOf(node), node.Position)],
        ConfigKind.List => node.Items.SelectMany(All),
        _ => [],
    };
}
