using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FakeImds.Iac.Documents;

/// <summary>Reads YAML into nodes with exact places. CloudFormation's short tags become its long form: <c>!Ref X</c> is <c>{"Ref": "X"}</c>.</summary>
internal sealed partial class YamlParser
{
    private const int MaxDepth = 64;

    private readonly Parser _events;
    private readonly string? _file;
    private readonly Dictionary<string, ConfigNode> _anchors = new(StringComparer.Ordinal);
    private int _depth;

    private YamlParser(string text, string? file)
    {
        _events = new Parser(new StringReader(text));
        _file = file;
    }

    /// <exception cref="ConfigException">It is not UTF-8 or not YAML, or a key is given twice.</exception>
    public static ConfigNode Parse(ReadOnlyMemory<byte> text, string? file = null)
    {
        if (!System.Text.Unicode.Utf8.IsValid(text.Span))
        {
            throw new ConfigException(new ConfigPosition(1, 1, file), "the file is not UTF-8; YAML or JSON in UTF-8 is allowed");
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
    }

    private ConfigNode Document()
    {
        _events.Consume<StreamStart>();
        if (_events.Accept<StreamEnd>(out _))
        {
            return new ConfigNode(ConfigKind.Null, new ConfigPosition(1, 1, _file), "", "null");
        }

        _events.Consume<DocumentStart>();
        var root = Value("");
        _events.Consume<DocumentEnd>();
        return _events.Accept<DocumentStart>(out var second)
            ? throw new ConfigException(At(second.Start), "a second YAML document begins here; one in a file is allowed")
            : root;
    }

    private ConfigNode Value(string path)
    {
        if (_events.TryConsume<AnchorAlias>(out var alias))
        {
            return _anchors.TryGetValue(alias.Value.Value, out var known) ? known
                : throw new ConfigException(At(alias.Start), $"the alias *{alias.Value.Value} has no anchor before it; an earlier one is allowed");
        }

        var start = _events.Consume<NodeEvent>();
        if (++_depth > MaxDepth)
        {
            throw new ConfigException(At(start.Start), $"the file is nested more than {MaxDepth} deep; less is allowed");
        }

        var function = Function(start.Tag);
        var inner = function is null ? path : Member(path, function);
        var node = start switch
        {
            Scalar scalar => Leaf(scalar, inner, function),
            SequenceStart => List(start, inner),
            _ => Object(start, inner),
        };
        if (function is not null)
        {
            var call = new ConfigNode(ConfigKind.Object, At(start.Start), path);
            call.Add(new ConfigMember(function, At(start.Start), node));
            node = call;
        }

        _depth--;
        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor.Value] = node;
        }

        return node;
    }

    private ConfigNode Object(NodeEvent start, string path)
    {
        var node = new ConfigNode(ConfigKind.Object, At(start.Start), path);
        while (!_events.TryConsume<MappingEnd>(out _))
        {
            var key = _events.Accept<Scalar>(out var scalar) ? _events.Consume<Scalar>()
                : throw new ConfigException(At(_events.Current!.Start), "a key is no scalar; a name is allowed");
            node.Add(new ConfigMember(scalar.Value, At(key.Start), Value(Member(path, key.Value))));
        }

        return node;
    }

    private ConfigNode List(NodeEvent start, string path)
    {
        var node = new ConfigNode(ConfigKind.List, At(start.Start), path);
        while (!_events.TryConsume<SequenceEnd>(out _))
        {
            node.Add(Value(string.Create(CultureInfo.InvariantCulture, $"{path}[{node.Items.Count}]")));
        }

        return node;
    }

    private ConfigNode Leaf(Scalar scalar, string path, string? function)
    {
        // !GetAtt has a form of its own: one text for resource and attribute.
        if (function is "Fn::GetAtt" && scalar.Value.Split('.', 2) is [var resource, var attribute])
        {
            var list = new ConfigNode(ConfigKind.List, At(scalar.Start), path);
            list.Add(new ConfigNode(ConfigKind.String, At(scalar.Start), path + "[0]", resource));
            list.Add(new ConfigNode(ConfigKind.String, At(scalar.Start), path + "[1]", attribute));
            return list;
        }

        var kind = scalar.Style is not ScalarStyle.Plain || function is not null ? ConfigKind.String
            : scalar.Value is "" or "~" or "null" or "Null" or "NULL" ? ConfigKind.Null
            : scalar.Value is "true" or "True" or "TRUE" or "false" or "False" or "FALSE" ? ConfigKind.Boolean
            : Number.IsMatch(scalar.Value) ? ConfigKind.Number
            : ConfigKind.String;
        var text = kind switch { ConfigKind.Null => "null", ConfigKind.Boolean => scalar.Value is ['t' or 'T', ..] ? "true" : "false", _ => scalar.Value };
        return new ConfigNode(kind, At(scalar.Start), path, text);
    }

    private static string? Function(TagName tag) => tag.IsEmpty || tag.IsNonSpecific || tag.Value is not ['!', .. var name] ? null
        : name is "Ref" or "Condition" ? name
        : "Fn::" + name;

    private static string Member(string path, string name) => path.Length is 0 ? name : $"{path}.{name}";

    private ConfigPosition At(Mark mark) => new((int)mark.Line, (int)mark.Column, _file);

    [GeneratedRegex("^-?[0-9]+(\\.[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Number { get; }
}
