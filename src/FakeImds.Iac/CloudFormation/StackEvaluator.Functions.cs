using System.Text;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.CloudFormation;

/// <content>Functions that make a text or choose a value.</content>
internal sealed partial class StackEvaluator
{
    private string Sub(ConfigNode argument)
    {
        var hasMap = argument.Kind is ConfigKind.List;
        var (text, map) = hasMap ? (Arguments(argument, 2, evaluate: false)[0], argument.Items[1]) : (argument, null);
        var result = new StringBuilder();
        var at = 0;
        while (text.Text.IndexOf("${", at, StringComparison.Ordinal) is >= 0 and var start && text.Text.IndexOf('}', start) is > 0 and var end)
        {
            result.Append(text.Text, at, start - at);
            var name = text.Text[(start + 2)..end].Trim();
            at = end + 1;
            result.Append(name.StartsWith('!') ? "${" + name[1..] + "}" : Named(text, map, name));
        }

        return result.Append(text.Text, at, text.Text.Length - at).ToString();
    }

    private string Named(ConfigNode text, ConfigNode? map, string name)
    {
        if (map?[name] is { } given)
        {
            return Scalar(given).Text;
        }

        var node = new ConfigNode(ConfigKind.String, text.Position, text.Path, name);
        var value = name.Split('.', 2) is [_, _] parts ? _references.GetAtt(List(node, parts)) : _references.Ref(node, Chooser, world);
        return value is null ? "" : Scalar(value).Text;
    }

    private ConfigNode? Select(ConfigNode node, ConfigNode argument)
    {
        var arguments = Arguments(argument, 2);
        var items = ListOf(arguments[1]);
        return int.TryParse(Scalar(arguments[0]).Text, out var index) && index >= 0 && index < items.Count
            ? items[index]
            : throw node.Error($"{node.Path} selects '{ShortValue.Of(arguments[0].Text)}' of {items.Count}; an index from 0 is allowed");
    }

    private ConfigNode? FindInMap(ConfigNode argument)
    {
        if (argument.Items.Count < 3)
        {
            throw argument.Error($"{argument.Path} has {argument.Items.Count} arguments; map, key and second key are allowed");
        }

        var keys = argument.Items.Take(3).Select(Scalar).ToArray();
        return Value(template["Mappings"]?[keys[0].Text]?[keys[1].Text]?[keys[2].Text])
            ?? (argument.Items.Count > 3 ? Member(argument.Items[3], "DefaultValue") : null)
            ?? throw new UnresolvedException(argument, new Unknown(
                argument.Path, $"Fn::FindInMap [{string.Join(", ", keys.Select(static k => ShortValue.Of(k.Text)))}], which the template's Mappings don't have")
            {
                Hint = keys.Any(k => k.Text == given.Region) ? "give the stack's --region" : null,
            });
    }
}
