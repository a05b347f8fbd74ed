using System.Globalization;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;

namespace FakeImds.Iac.Shapes;

/// <summary>Holds a document against its shape, so that the mappers find only what they expect.</summary>
internal static class ShapeCheck
{
    // Longer lists of members are named only by the nearest one.
    private const int MaxNamed = 16;

    /// <exception cref="ConfigException">A member unknown to a closed shape or nearly one of an open shape, a wrong type or an impossible value: the first in the file.</exception>
    public static void Check(ConfigNode node, Shape shape)
    {
        switch (shape)
        {
            case ObjectShape known:
                Expect(node, ConfigKind.Object, shape);
                foreach (var member in node.EachMember())
                {
                    if (known.Members.TryGetValue(member.Name, out var found))
                    {
                        Check(member.Value, found.Shape);
                    }
                    else if (!known.IsOpen || NearestName.Of(member.Name, known.Members.Keys) is not null)
                    {
                        throw Unknown(node, member, known);
                    }
                }

                break;
            case MapShape map:
                Expect(node, ConfigKind.Object, shape);
                foreach (var member in node.EachMember())
                {
                    Check(member.Value, map.Value);
                }

                break;
            case ListShape list:
                Expect(node, ConfigKind.List, shape);
                foreach (var item in node.EachItem())
                {
                    Check(item, list.Item);
                }

                break;
            case ScalarShape scalar:
                Check(node, scalar);
                break;
        }
    }

    private static void Check(ConfigNode node, ScalarShape shape)
    {
        if (!shape.Accepts(node.Kind))
        {
            throw node.Error($"{node.Path} is {Words(node.Kind)}; {shape.Allowed.TrimEnd(',')} is allowed");
        }

        if (node.Kind is not ConfigKind.Null && !shape.Fits(node.Text))
        {
            throw node.Error($"{node.Path} is {Quoted(node, shape)}; {shape.Allowed.TrimEnd(',')} is allowed{NearestName.Hint(node.Text, shape.Choices)}");
        }
    }

    private static void Expect(ConfigNode node, ConfigKind kind, Shape shape)
    {
        if (node.Kind != kind)
        {
            throw node.Error($"{(node.Path.Length is 0 ? "the document" : node.Path)} is {Words(node.Kind)}; {shape.Words} is allowed");
        }
    }

    private static ConfigException Unknown(ConfigNode node, ConfigMember member, ObjectShape shape)
    {
        var where = node.Path.Length is 0 ? "" : $" in {node.Path}";
        var names = shape.Members.Keys;
        var allowed = NearestName.Hint(member.Name, names) is { Length: > 0 } hint ? hint
            : shape.Members.Count <= MaxNamed ? "; allowed: " + string.Join(", ", names)
            : "; the members that the AWS CLI prints there are allowed (docs/fakeimds.schema.json lists them)";
        return new ConfigException(member.Position, $"unknown member '{ShortValue.Of(member.Name)}'{where}{allowed}");
    }

    // What is written as base64 is user data or a secret.
    private static string Quoted(ConfigNode node, ScalarShape shape) =>
        shape.IsBase64 ? string.Create(CultureInfo.InvariantCulture, $"a text of {node.Text.Length} characters that is no base64")
        : node.Kind is ConfigKind.String ? $"'{ShortValue.Of(node.Text)}'" : ShortValue.Of(node.Text);

    private static string Words(ConfigKind kind) => kind switch
    {
        ConfigKind.Object => "an object",
        ConfigKind.List => "a list",
        ConfigKind.String => "a string",
        ConfigKind.Number => "a number",
        ConfigKind.Boolean => "true or false",
        _ => "null",
    };
}
