namespace FakeImds.Cli.Config;

/// <summary>A list of one shape.</summary>
internal sealed record ListShape(Shape Item) : Shape
{
    public override string Words => "a list";
}
