namespace FakeImds.Iac.Shapes;

/// <summary>What a place of the config file may hold.</summary>
internal abstract record Shape
{
    /// <summary>The kind of JSON value, in words: <c>an object</c>.</summary>
    public abstract string Words { get; }
}
