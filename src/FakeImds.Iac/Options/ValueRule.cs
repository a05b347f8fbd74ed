namespace FakeImds.Iac.Options;

/// <summary>What a value may be.</summary>
/// <typeparam name="T">The type of the read value.</typeparam>
/// <param name="Allowed">What is allowed, in words.</param>
/// <param name="Read">Reads it; null when it is not allowed.</param>
internal sealed record ValueRule<T>(string Allowed, Func<string, T?> Read) : IValueRule
    where T : class
{
    public bool Accepts(string text) => Read(text) is not null;
}
