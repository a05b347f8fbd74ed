using FakeImds.Iac.Documents;

namespace FakeImds.Iac.CloudFormation;

/// <summary>
/// Values of a template's parameters, in the forms that files have them: <c>[{ParameterKey, ParameterValue}]</c> of the AWS CLI, alone or as
/// <c>Parameters</c> of an input, <c>["NAME=VALUE"]</c> of <c>aws cloudformation deploy</c>, and <c>{"Parameters": {NAME: VALUE}}</c> of CodePipeline.
/// </summary>
internal static class ParameterFile
{
    private const string List = "Parameters";
    private const string Key = "ParameterKey";

    public static bool IsOne(ConfigNode document) => document.Kind is ConfigKind.List ? IsList(document)
        : document["Resources"] is null && document["Stacks"] is null && document[List] is { } parameters
            && (parameters.Kind is ConfigKind.List ? IsList(parameters)
                : document.Members.All(static m => m.Name is List or "Tags" or "StackPolicy") && parameters.Members.All(static m => m.Value.Kind is not ConfigKind.Object));

    /// <summary>The values by the names of the parameters; those that the stack keeps from before are not among them.</summary>
    /// <exception cref="ConfigException">An entry has no name or no value, or a name is given twice.</exception>
    public static IReadOnlyDictionary<string, ConfigNode> Read(ConfigNode document)
    {
        Dictionary<string, ConfigNode> values = new(StringComparer.Ordinal);
        var list = document.Kind is ConfigKind.List ? document : document[List]!;
        foreach (var (name, value) in list.Kind is ConfigKind.Object ? list.Members.Select(static m => (m.Name, m.Value)) : list.Items.SelectMany(Entry))
        {
            if (!values.TryAdd(name, value))
            {
                throw new ConfigException(value.Position, ConfigNode.Twice(name, values[name].Position));
            }
        }

        return values;
    }

    private static bool IsList(ConfigNode list) => list.Items.Count > 0
        && (list.Items.All(static i => i[Key] is not null) || list.Items.All(static i => i.Kind is ConfigKind.String && i.Text.IndexOf('=', StringComparison.Ordinal) > 0));

    private static IEnumerable<(string Name, ConfigNode Value)> Entry(ConfigNode item)
    {
        if (item.Kind is ConfigKind.String)
        {
            var at = item.Text.IndexOf('=', StringComparison.Ordinal);
            return [(item.Text[..at], new ConfigNode(ConfigKind.String, item.Position, item.Path, item.Text[(at + 1)..]))];
        }

        return item["UsePreviousValue"]?.Text is "true" ? [] : [(item[Key]!.Text, item.Required("ParameterValue"))];
    }
}
