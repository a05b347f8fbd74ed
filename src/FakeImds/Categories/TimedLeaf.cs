namespace FakeImds.Categories;

/// <summary>A leaf whose value depends on the clock and on how it is asked for: credentials.</summary>
internal abstract class TimedLeaf(string name, byte since) : Category(name, since)
{
    public sealed override TimedLeaf Timed => this;

    public sealed override byte[] Body(int version) =>
        throw new InvalidOperationException($"{Name} depends on the time of the request.");

    /// <summary>The body at a moment.</summary>
    /// <param name="now">The emulator's time.</param>
    /// <param name="withToken">True for IMDSv2: it gets credentials of its own (docs/fidelity.md#role-delivery).</param>
    /// <param name="lastModified">When this body came to be.</param>
    public abstract byte[] Body(DateTimeOffset now, bool withToken, out DateTimeOffset lastModified);
}
