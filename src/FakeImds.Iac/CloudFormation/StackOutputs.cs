using FakeImds.Iac.Documents;

namespace FakeImds.Iac.CloudFormation;

/// <summary>What stacks export, as <c>aws cloudformation describe-stacks</c> and <c>list-exports</c> print it.</summary>
internal static class StackOutputs
{
    public static bool IsOne(ConfigNode document) => document["Stacks"] is { Kind: ConfigKind.List } || document["Exports"] is { Kind: ConfigKind.List };

    /// <summary>The values by the names that <c>Fn::ImportValue</c> asks for.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Read(ConfigNode document)
    {
        foreach (var output in document.ListOf("Stacks").SelectMany(static s => s.ListOf("Outputs")))
        {
            if (output.TextOf("ExportName") is { } name && output["OutputValue"] is { } value)
            {
                yield return KeyValuePair.Create(name, value.Text);
            }
        }

        foreach (var export in document.ListOf("Exports"))
        {
            if (export.TextOf("Name") is { } name && export["Value"] is { } value)
            {
                yield return KeyValuePair.Create(name, value.Text);
            }
        }
    }
}
