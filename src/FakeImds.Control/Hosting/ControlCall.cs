using System.Globalization;
using System.Text;
using FakeImds.Ec2;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;
using FakeImds.Iac.Shapes;

namespace FakeImds.Control.Hosting;

/// <summary>One request below <c>/fakeimds/</c>.</summary>
/// <param name="Target">What is controlled.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">The names of the path, after <c>fakeimds</c>.</param>
/// <param name="Query">The parameters.</param>
/// <param name="Body">The body.</param>
/// <param name="Gone">The client is gone, or the server ends.</param>
internal sealed record ControlCall(
    ControlTarget Target, string Method, string[] Path, IReadOnlyDictionary<string, string> Query, ReadOnlyMemory<byte> Body, CancellationToken Gone)
{
    private const string Default = "default";

    /// <summary>What is controlled when it is asked for.</summary>
    public required ControlTargets Targets { get; init; }

    /// <summary>Puts another account in the place of this one; null where that can't be done.</summary>
    public Func<ReadOnlyMemory<byte>, Task<string?>>? Configure { get; init; }

    public Ec2Account Account => Target.Emulator.Account;

    public DateTimeOffset Now => Account.TimeProvider.GetUtcNow();

    /// <summary>The instance that a name of the path is of; <c>default</c> is the served one.</summary>
    /// <exception cref="ControlException">There is none.</exception>
    public Ec2Instance Instance(string name) =>
        (name is Default ? Target.Emulator.HasInstance ? Target.Emulator.Instance : null : Account.Regions.Select(r => r.Instances.Find(name)).FirstOrDefault(static i => i is not null))
        ?? throw ControlException.NotFound($"there is no instance '{ShortValue.Of(name)}'; /fakeimds/instances lists them, and 'default' is the one that is served");

    /// <summary>The body, held against a shape.</summary>
    /// <exception cref="ConfigException">It is not as the shape says.</exception>
    public ConfigNode Document(Shape shape)
    {
        if (Body.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            throw ControlException.BadRequest($"{Method} {Shown} needs a body of JSON");
        }

        var document = ConfigParser.Parse(Body, "body");
        ShapeCheck.Check(document, shape);
        return document;
    }

    /// <summary>A whole number of the query; null when it is not there.</summary>
    /// <exception cref="ControlException">It is no such number.</exception>
    public int? Number(string name, int low, int high) => Query.GetValueOrDefault(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high ? number
        : throw ControlException.BadRequest(string.Create(CultureInfo.InvariantCulture, $"{name} is '{ShortValue.Of(text)}'; a whole number from {low} to {high} is allowed"));

    /// <summary>Refuses parameters that the resource does not have.</summary>
    /// <exception cref="ControlException">There is one.</exception>
    public void AllowOnly(params ReadOnlySpan<string> names)
    {
        foreach (var name in Query.Keys)
        {
            if (!names.Contains(name))
            {
                throw ControlException.BadRequest(
                    $"the parameter '{ShortValue.Of(name)}' is unknown; {(names.Length is 0 ? "none is" : AllowedWords.Of(names) + " is")} allowed{NearestName.Hint(name, names.ToArray())}");
            }
        }
    }

    /// <summary>The path for messages.</summary>
    public string Shown => ShortValue.Of(new StringBuilder("/fakeimds/").AppendJoin('/', Path).ToString());
}
