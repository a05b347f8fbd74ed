using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using FakeImds.Iac.Messages;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FakeImds.Iac.Documents;

/// <summary>Reads YAML into nodes with exact places. CloudFormation's short tags become its long form: <c>!Ref X</c> is <c>{"Ref": "X"}</c>.</summary>
internal sealed partial class YamlParser
{
    // More is only a file made to grow: each value counts as often as aliases repeat it.
    private const int MaxValues = 1_000_000;

    private readonly Parser _events;
    private readonly string? _file;
    private readonly Dictionary<string, Anchor> _anchors = new(StringComparer.Ordinal);
    private int _depth;
    private int _deepest;
    private int _values;

    private YamlParser(string text, string? file)
    {
        _events = new Parser(new StringReader(text));
        _file = file;
    }

    /// <exception cref="ConfigException">It is not UTF-8 or not YAML, a key is given twice, or it is too deep or too large.</exception>
    public static ConfigNode Parse(ReadOnlyMemory<byte> text, string? file = null)
    {
        text = text.Span.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;
        if (!Utf8.IsValid(text.Span))
        {
            throw new ConfigException(new LineMap(text, file).At(ConfigParser.FirstInvalidByte(text.Span)), "the file is not UTF-8; YAML or JSON in UTF-8 is allowed");
        }

        // YAML's reader takes it for the end.
        if (text.Span.IndexOf((byte)0) is >= 0 and var nul)
        {
            throw new ConfigException(new LineMap(text, file).At(nul), "the file has a NUL character; YAML or JSON without one is allowed");
        }

        var parser = new YamlParser(Encoding.UTF8.GetString(text.Span), file);
        try
        {
            return parser.Document();
        }
        catch (YamlException e)
        {
            throw new ConfigException(parser.At(e.Start), $"not YAML: {e.Message.TrimEnd('.', ' ')}; one document of YAML or JSON is allowed");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or OverflowException or IndexOutOfRangeException or NullReferenceException)
        {
            // YAML's reader has no words of its own for some faults.
            throw new ConfigException(parser.At(parser._events.Current?.End ?? Mark.Empty), "not YAML: what follows here can't be read; one document of YAML or JSON is allowed");
        }
    }

    private ConfigNode Document()
    {
        _events.Consume<StreamStart>();
        if (_events.Accept<StreamEnd>(out _))
        {
            return new ConfigNode(ConfigKind.Null, new ConfigPosition(1, 1, _file), "", "null");
        }

        List<ConfigNode> documents = [];
        DocumentStart? second = null;
        while (_events.TryConsume<DocumentStart>(out var start))
        {
            second ??= documents.Count > 0 ? start : null;
            var root = Value(null, null, 0);
            _events.Consume<DocumentEnd>();
            _anchors.Clear();

            // A file may begin or end with "---" and nothing but comments.
            if (documents.Count is 0 || root.Kind is not ConfigKind.Null)
            {
                documents = documents is [{ Kind: ConfigKind.Null }] ? [root] : [.. documents, root];
            }
        }

        return documents is [var only] ? only
            : documents.TrueForAll(KubernetesObjects.IsOne) ? KubernetesObjects.List(documents)
            : throw new ConfigException(At(second!.Start), "a second YAML document begins here; one in a file is allowed, or several objects of Kubernetes");
    }

    private ConfigNode Value(ConfigNode? parent, string? name, int index)
    {
        if (_events.TryConsume<AnchorAlias>(out var alias))
        {
            return Known(alias);
        }

        var start = _events.Consume<NodeEvent>();
        var (values, outerDeepest) = (_values, _deepest);
        _deepest = ++_depth;
        Count(start, 1, 0);
        var function = Function(start.Tag);
        ConfigNode node;
        if (function is null)
        {
            node = Content(start, parent, name, index, isCall: false);
        }
        else
        {
            node = Node(parent, name, index, ConfigKind.Object, At(start.Start));
            node.Add(new ConfigMember(function, At(start.Start), Content(start, node, function, 0, isCall: true)));
        }

        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor.Value] = new Anchor(node, _values - values, _deepest - _depth + 1);
        }

        _deepest = Math.Max(outerDeepest, _deepest);
        _depth--;
        return node;
    }

    private ConfigNode Known(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var known))
        {
            throw new ConfigException(At(alias.Start), $"the alias *{ShortValue.Of(alias.Value.Value)} has no anchor before it; an earlier one is allowed");
        }

        Count(alias, known.Values, known.Depth);
        return known.Node;
    }

    private void Count(ParsingEvent at, int values, int depth)
    {
        _deepest = Math.Max(_deepest, _depth + depth);
        if (_deepest > ConfigParser.MaxDepth)
        {
            throw new ConfigException(At(at.Start), $"the file is nested more than {ConfigParser.MaxDepth} deep; less is allowed");
        }

        _values += values;
        if (_values > MaxValues)
        {
            throw new ConfigException(At(at.Start), $"the file has more than {MaxValues} values, each counted as often as an alias repeats it; fewer are allowed");
        }
    }

    private ConfigNode Content(NodeEvent start, ConfigNode? parent, string? name, int index, bool isCall) => start switch
    {
        Scalar scalar => Leaf(scalar, parent, name, index, isCall),
        SequenceStart => List(start, parent, name, index),
        _ => Object(start, parent, name, index),
    };

    private ConfigNode Object(NodeEvent start, ConfigNode? parent, string? name, int index)
    {
        var node = Node(parent, name, index, ConfigKind.Object, At(start.Start));
        while (!_events.TryConsume<MappingEnd>(out _))
        {
            var key = _events.Accept<Scalar>(out _) ? _events.Consume<Scalar>()
                : throw new ConfigException(At(_events.Current!.Start), "a key is no scalar; a name is allowed");
            node.Add(new ConfigMember(key.Value, At(key.Start), Value(node, key.Value, 0)));
        }

        return node;
    }

    private ConfigNode List(NodeEvent start, ConfigNode? parent, string? name, int index)
    {
        var node = Node(parent, name, index, ConfigKind.List, At(start.Start));
        while (!_events.TryConsume<SequenceEnd>(out _))
        {
            node.Add(Value(node, null, node.Items.Count));
        }

        return node;
    }

    private ConfigNode Leaf(Scalar scalar, ConfigNode? parent, string? name, int index, bool isCall)
    {
        var position = At(scalar.Start);

        // !GetAtt has a form of its own: one text for resource and attribute.
        if (isCall && name is "Fn::GetAtt" && scalar.Value.Split('.', 2) is [var resource, var attribute])
        {
            var list = Node(parent, name, index, ConfigKind.List, position);
            list.Add(Node(list, null, 0, ConfigKind.String, position, resource));
            list.Add(Node(list, null, 1, ConfigKind.String, position, attribute));
            return list;
        }

        var kind = scalar.Style is not ScalarStyle.Plain || isCall ? ConfigKind.String
            : scalar.Value is "" or "~" or "null" or "Null" or "NULL" ? ConfigKind.Null
            : scalar.Value is "true" or "True" or "TRUE" or "false" or "False" or "FALSE" ? ConfigKind.Boolean
            : Number.IsMatch(scalar.Value) ? ConfigKind.Number
            : ConfigKind.String;
        var text = kind switch { ConfigKind.Null => "null", ConfigKind.Boolean => scalar.Value is ['t' or 'T', ..] ? "true" : "false", _ => scalar.Value };
        return Node(parent, name, index, kind, position, text);
    }

    private static ConfigNode Node(ConfigNode? parent, string? name, int index, ConfigKind kind, ConfigPosition position, string text = "") =>
        parent is null ? new ConfigNode(kind, position, "", text) : ConfigNode.Within(parent, name, index, kind, position, text);

    private static string? Function(TagName tag) => tag.IsEmpty || tag.IsNonSpecific || tag.Value is not ['!', .. var name] ? null
        : name is "Ref" or "Condition" ? name
        : "Fn::" + name;

    private ConfigPosition At(Mark mark) => new((int)mark.Line, (int)mark.Column, _file);

    [GeneratedRegex("^-?[0-9]+(\\.[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Number { get; }

    /// <summary>A value with a name.</summary>
    /// <param name="Node">The value.</param>
    /// <param name="Values">How many values it has, itself counted.</param>
    /// <param name="Depth">How deep they stand in each other.</param>
    private sealed record Anchor(ConfigNode Node, int Values, int Depth);
}
