namespace FakeImds.Iac.Shapes;

/// <summary>An object with names of the user's choice.</summary>
internal sealed record MapShape(Shape Value) : Shape
{
    public override string Words => "an object";
}
