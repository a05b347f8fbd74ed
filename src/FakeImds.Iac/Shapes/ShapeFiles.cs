using System.Reflection;

namespace FakeImds.Iac.Shapes;

/// <summary>
/// The shapes of the config file, read from the embedded <c>*.shape</c> files. A line is a member: its name, <c>[]</c> for a
/// list or <c>{}</c> for a map, then the type of its value, or <c>@name</c> for the shape of another file, or nothing for an
/// object whose members follow, indented by two. After <c> # </c> stands a description.
/// </summary>
internal static class ShapeFiles
{
    // What nobody but us prints: an unknown member is a mistake.
    private static readonly HashSet<string> s_closed = ["document", "fakeimds", "event", "timed-event", "fault", "control-clock", "control-credentials"];

    private static readonly Lazy<ObjectShape> s_document = new(static () => Read("document", []));

    /// <summary>The shape of a whole config file.</summary>
    public static ObjectShape Document => s_document.Value;

    /// <summary>The shape of one file.</summary>
    public static ObjectShape Named(string file) => Read(file, []);

    private static ObjectShape Read(string file, Dictionary<string, ObjectShape> known)
    {
        if (known.TryGetValue(file, out var shape))
        {
            return shape;
        }

        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{file}.shape")
            ?? throw new InvalidOperationException($"There is no shape {file}.");
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        shape = new ObjectShape { Name = file, Description = lines[0].TrimStart('#', ' '), IsOpen = !s_closed.Contains(file) };
        known.Add(file, shape);
        Stack<ObjectShape> open = new([shape]);
        foreach (var line in lines.AsSpan(1))
        {
            var depth = (line.Length - line.TrimStart(' ').Length) / 2;
            while (open.Count > depth + 1)
            {
                open.Pop();
            }

            Add(open, line.Trim(), known);
        }

        return shape;
    }

    private static ScalarShape Known(ScalarShape shape) =>
        shape.IsKnown ? shape : throw new InvalidOperationException($"There is no type {shape.Type}.");

    private static void Add(Stack<ObjectShape> open, string line, Dictionary<string, ObjectShape> known)
    {
        var parts = line.Split(" # ", 2);
        var words = parts[0].Split(' ', 2, StringSplitOptions.RemoveEmptyEntries);
        var name = words[0];
        Shape value = words is [_, var type]
            ? type.StartsWith('@') ? Read(type[1..], known) : Known(new ScalarShape(type))
            : new ObjectShape { IsOpen = open.Peek().IsOpen };
        var member = name.EndsWith("[]", StringComparison.Ordinal) ? new ListShape(value)
            : name.EndsWith("{}", StringComparison.Ordinal) ? new MapShape(value)
            : value;
        open.Peek().Add(name.TrimEnd('[', ']', '{', '}'), new ShapeMember(member, parts is [_, var text] ? text : null));
        if (value is ObjectShape { Name: null } inner)
        {
            open.Push(inner);
        }
    }
}
