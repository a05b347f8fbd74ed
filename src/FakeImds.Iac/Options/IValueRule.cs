namespace FakeImds.Iac.Options;

/// <summary>What a value may be, whatever its type.</summary>
internal interface IValueRule
{
    /// <summary>What is allowed, in words.</summary>
    public string Allowed { get; }

    public bool Accepts(string text);
}
