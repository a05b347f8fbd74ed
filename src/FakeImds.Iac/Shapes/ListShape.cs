namespace FakeImds.Iac.Shapes;

/// <summary>A list of one shape.</summary>
internal sealed record ListShape(Shape Item) : Shape
{
    public override string Words => "a list";
}
