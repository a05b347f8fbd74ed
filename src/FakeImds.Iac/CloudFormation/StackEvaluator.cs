using System.Text;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.CloudFormation;

/// <summary>
/// Evaluates the intrinsic functions of a template in one world. What is not known and decides which branch is taken is asked of the
/// world; all else that is not known is an <see cref="UnresolvedException"/>.
/// </summary>
internal sealed class StackEvaluator(ConfigNode template, StackParameters given, ParameterUse use, World world)
{
    // Deeper is only a template that refers to itself.
    private const int MaxDepth = 128;

    // More is only a template made to grow.
    private const int MaxNodes = 200_000;

    private const string SsmReference = "{{resolve:ssm:";

    private readonly StackReferences _references = new(template, given, use);
    private readonly Dictionary<string, bool> _conditions = new(StringComparer.Ordinal);
    private bool _isAside;
    private int _depth;
    private int _nodes;

    private World? Chooser => _isAside ? null : world;

    /// <summary>The world that this is evaluated in.</summary>
    public World World => world;

    /// <summary>Evaluates what decides no option: nothing is taken for granted for its sake.</summary>
    /// <exception cref="UnresolvedException">It is not known.</exception>
    public T Aside<T>(Func<T> evaluate)
    {
        var (wasAside, depth) = (_isAside, _depth);
        _isAside = true;
        try
        {
            return evaluate();
        }
        finally
        {
            (_isAside, _depth) = (wasAside, depth);
        }
    }

    /// <summary>All that a node depends on and nobody knows, as one unknown.</summary>
    /// <param name="node">The node.</param>
    /// <param name="first">What is known to be among it; null when nothing is.</param>
    public Unknown OpenIn(ConfigNode? node, Unknown? first = null)
    {
        List<Unknown> found = first is null ? [] : [first];
        OpenUnknowns.Add(this, template, node, found);
        Unknown[] all = found is [] ? [new("", "what the files don't tell")] : [.. found.DistinctBy(static u => u.Key)];
        return all is [var one] ? one : new Unknown(string.Join('\0', all.Select(static u => u.Key)), AllowedWords.And([.. all.Select(static u => u.Words)]))
        {
            Hint = all.Any(static u => u.Hint is not null) ? string.Join("; ", all.Select(static u => u.Hint).OfType<string>()) : null,
        };
    }

    /// <summary>The value of a node, functions at its top resolved; null for <c>AWS::NoValue</c> and null.</summary>
    /// <exception cref="ConfigException">A function is misused, or only AWS can work it out (<see cref="UnresolvedException"/>).</exception>
    public ConfigNode? Value(ConfigNode? node)
    {
        if (node is null or { Kind: ConfigKind.Null })
        {
            return null;
        }

        if (node is not { Kind: ConfigKind.Object, Members: [var call] } || !(call.Name is "Ref" or "Condition" || call.Name.StartsWith("Fn::", StringComparison.Ordinal)))
        {
            return node;
        }

        if (++_depth > MaxDepth || ++_nodes > MaxNodes)
        {
            throw node.Error($"{node.Path} refers to itself; something that ends is allowed");
        }

        try
        {
            return Call(node, call.Name, call.Value);
        }
        finally
        {
            _depth--;
        }
    }

    /// <summary>A member's value; null when it is absent.</summary>
    public ConfigNode? Member(ConfigNode? node, string name) => Value(node) is { Kind: ConfigKind.Object } value ? Value(value[name]) : null;

    /// <summary>A member that is an object; null when it is absent.</summary>
    /// <exception cref="ConfigException">It is something else, or not known (<see cref="UnresolvedException"/>).</exception>
    public ConfigNode? Object(ConfigNode? node, string name) => ObjectOf(Member(node, name));

    /// <summary>The value of a node that is an object; null when it is absent.</summary>
    /// <exception cref="ConfigException">It is something else, or not known (<see cref="UnresolvedException"/>).</exception>
    public ConfigNode? ObjectOf(ConfigNode? node) => Value(node) is not { } value ? null
        : value.Kind is ConfigKind.Object ? value
        : throw value.Error($"{value.Path} is {(value.Kind is ConfigKind.List ? "a list" : $"'{ShortValue.Of(value.Text)}'")}; an object is allowed");

    /// <summary>A member's text; null when it is absent or empty.</summary>
    public string? Text(ConfigNode? node, string name) => Member(node, name) is { } value && Told(value) is { Length: > 0 } text ? text : null;

    /// <summary>A member's single value; null when it is absent, or a node of its kind when it is an object or a list.</summary>
    /// <exception cref="UnresolvedException">It is not known.</exception>
    public ConfigNode? Single(ConfigNode? node, string name)
    {
        var value = Member(node, name);
        if (value is not null and { Kind: not (ConfigKind.Object or ConfigKind.List) })
        {
            Told(value);
        }

        return value;
    }

    // CloudFormation fills dynamic references in any text of a property.
    private string Told(ConfigNode node)
    {
        var text = Scalar(node).Text;
        return text.IndexOf("{{resolve:", StringComparison.Ordinal) is >= 0 and var at
            ? throw new UnresolvedException(node, Dynamic(text.IndexOf("}}", at, StringComparison.Ordinal) is > 0 and var end ? text[at..(end + 2)] : text[at..]))
            : text;

        static Unknown Dynamic(string reference) => new(reference, ShortValue.Of(reference))
        {
            SsmParameter = reference.StartsWith(SsmReference, StringComparison.Ordinal) ? reference[SsmReference.Length..].TrimEnd('}') : null,
        };
    }

    /// <summary>The items of a list member.</summary>
    public IEnumerable<ConfigNode> Items(ConfigNode? node, string name) => (Member(node, name)?.Items ?? []).Select(Value).OfType<ConfigNode>();

    /// <summary>A node with all functions in it resolved.</summary>
    public ConfigNode? Deep(ConfigNode? node)
    {
        if (Value(node) is not { } value)
        {
            return null;
        }

        if (++_nodes > MaxNodes)
        {
            throw value.Error($"{value.Path} grows beyond {MaxNodes} values; less is allowed");
        }

        if (value.Kind is not (ConfigKind.Object or ConfigKind.List))
        {
            return value;
        }

        var result = new ConfigNode(value.Kind, value.Position, value.Path);
        foreach (var member in value.Members)
        {
            if (Deep(member.Value) is { } inner)
            {
                result.Add(member with { Value = inner });
            }
        }

        foreach (var item in value.Items)
        {
            if (Deep(item) is { } inner)
            {
                result.Add(inner);
            }
        }

        return result;
    }

    /// <summary>Whether a condition of the template holds.</summary>
    public bool Condition(ConfigNode name)
    {
        if (_conditions.TryGetValue(name.Text, out var known))
        {
            return known;
        }

        return _conditions[name.Text] = template["Conditions"]?[name.Text] is { } condition
            ? Truth(condition)
            : throw name.Error($"{name.Path} is '{ShortValue.Of(name.Text)}'; a name of Conditions is allowed");
    }

    private ConfigNode? Call(ConfigNode node, string function, ConfigNode argument) => function switch
    {
        "Ref" => _references.Ref(argument, Chooser, world),
        "Condition" => Leaf(node, Condition(argument) ? "true" : "false"),
        "Fn::GetAtt" => _references.GetAtt(argument),
        "Fn::Sub" => Leaf(node, Sub(argument)),
        "Fn::Join" => Arguments(argument, 2) is var join ? Leaf(node, string.Join(Scalar(join[0]).Text, ListOf(join[1]).Select(static i => i.Text))) : null,
        "Fn::Select" => Select(node, argument),
        "Fn::Split" => Arguments(argument, 2) is var split ? List(node, Scalar(split[1]).Text.Split(Scalar(split[0]).Text)) : null,
        "Fn::If" => Arguments(argument, 3, evaluate: false) is var choice ? Value(Condition(choice[0]) ? choice[1] : choice[2]) : null,
        "Fn::FindInMap" => FindInMap(argument),
        "Fn::Length" => Leaf(node, ListOf(argument).Count.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        "Fn::ToJsonString" => Leaf(node, Deep(argument)?.ToJson() ?? "null"),
        "Fn::ImportValue" => Scalar(argument) is var export && given.Exports.TryGetValue(export.Text, out var exported) ? Leaf(node, exported)
            : throw new UnresolvedException(node, new Unknown($"Fn::ImportValue {export.Text}", $"Fn::ImportValue {ShortValue.Of(export.Text)}") { Hint = "give the output of describe-stacks of the stack that exports it" }),
        "Fn::Transform" => throw new UnresolvedException(node, $"Fn::Transform {ShortValue.Of(argument.TextOf("Name") ?? "")}".TrimEnd()),
        "Fn::Base64" => Leaf(node, Convert.ToBase64String(Encoding.UTF8.GetBytes(Scalar(argument).Text))),
        "Fn::Equals" or "Fn::Not" or "Fn::And" or "Fn::Or" => Leaf(node, Truth(node) ? "true" : "false"),
        _ => throw new UnresolvedException(node, function),
    };

    private bool Truth(ConfigNode node)
    {
        if (node is not { Kind: ConfigKind.Object, Members: [var call] })
        {
            throw node.Error($"{node.Path} is no condition; Fn::Equals, Fn::Not, Fn::And, Fn::Or or Condition is allowed");
        }

        if (++_depth > MaxDepth || ++_nodes > MaxNodes)
        {
            throw node.Error($"{node.Path} refers to itself; a condition that ends is allowed");
        }

        try
        {
            return call.Name switch
            {
                "Fn::Equals" => Equal(node, Arguments(call.Value, 2, evaluate: false)),
                "Fn::Not" => !Truth(Arguments(call.Value, 1, evaluate: false)[0]),
                "Fn::And" => !Decides(call.Value.Items, false),
                "Fn::Or" => Decides(call.Value.Items, true),
                "Condition" => Condition(call.Value),
                _ => throw node.Error($"{node.Path} is {call.Name}; Fn::Equals, Fn::Not, Fn::And, Fn::Or or Condition is allowed"),
            };
        }
        finally
        {
            _depth--;
        }
    }

    // One side may be known only to be, or not to be, the other.
    private bool Equal(ConfigNode node, ConfigNode[] sides)
    {
        try
        {
            return Told(sides[0]) == Told(sides[1]);
        }
        catch (UnresolvedException e)
        {
            // A parameter that is none of the values that it is compared with.
            if (world.Known(e.Unknown.Key) is ParameterUse.Other && sides.Any(IsRef) && sides.Any(static s => s.Kind is not (ConfigKind.Object or ConfigKind.List)))
            {
                return false;
            }

            var open = OpenIn(node, e.Unknown);
            var (one, two) = (Words(sides[0]), Words(sides[1]));
            var question = new Unknown($"{open.Key} {one} = {two}", open.Words) { Hint = open.Hint };
            return Chooser is { } chooser ? chooser.Holds(question, $"{one} is {two}", $"{one} is not {two}")
                : world.Known(question.Key) is { } known ? known is "true"
                : throw new UnresolvedException(node, open);
        }
    }

    private static bool IsRef(ConfigNode node) => node is { Kind: ConfigKind.Object, Members: [{ Name: "Ref" }] };

    private string Words(ConfigNode side)
    {
        try
        {
            return $"'{ShortValue.Of(Aside(() => Told(side)))}'";
        }
        catch (UnresolvedException e)
        {
            return OpenIn(side, e.Unknown).Words;
        }
    }

    // Whether one of the conditions is known to be so; those that are not known are asked about only when no other decides.
    private bool Decides(IReadOnlyList<ConfigNode> conditions, bool truth)
    {
        List<ConfigNode> open = [];
        foreach (var condition in conditions)
        {
            try
            {
                if (Aside(() => Truth(condition)) == truth)
                {
                    return true;
                }
            }
            catch (UnresolvedException)
            {
                open.Add(condition);
            }
        }

        return open.Exists(c => Truth(c) == truth);
    }

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
            : throw node.Error($"{node.Path} selects '{arguments[0].Text}' of {items.Count}; an index from 0 is allowed");
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

    private List<ConfigNode> ListOf(ConfigNode node) => Value(node) is { Kind: ConfigKind.List } list
        ? [.. list.Items.Select(Value).OfType<ConfigNode>().Select(Scalar)]
        : throw node.Error($"{node.Path} is no list; a list is allowed");

    private ConfigNode[] Arguments(ConfigNode argument, int count, bool evaluate = true) => argument.Kind is ConfigKind.List && argument.Items.Count == count
        ? evaluate ? [.. argument.Items.Select(i => Value(i) ?? i)] : [.. argument.Items]
        : throw argument.Error($"{argument.Path} has {(argument.Kind is ConfigKind.List ? argument.Items.Count : 1)} arguments; a list of {count} is allowed");

    private ConfigNode Scalar(ConfigNode node) => Value(node) is { Kind: not (ConfigKind.Object or ConfigKind.List) } value ? value
        : throw node.Error($"{node.Path} is no single value; a string is allowed");

    private static ConfigNode Leaf(ConfigNode at, string text) => new(ConfigKind.String, at.Position, at.Path, text);

    private static ConfigNode List(ConfigNode at, IEnumerable<string> texts)
    {
        var list = new ConfigNode(ConfigKind.List, at.Position, at.Path);
        foreach (var text in texts)
        {
            list.Add(Leaf(at, text));
        }

        return list;
    }
}
