using System.Text;
using FakeImds.Ec2;

namespace FakeImds.Categories;

/// <summary>A document that carries the time of the credentials it speaks of, or a failure in place of credentials.</summary>
internal sealed class TimedText(string name, byte since, InstanceSnapshot snapshot, Func<string, string> document) : TimedLeaf(name, since)
{
    private Rendered? _kept;

    public override byte[] Body(DateTimeOffset now, bool withToken, out DateTimeOffset lastModified)
    {
        lastModified = RoleCredentials.LastUpdated(snapshot, now);
        var kept = Volatile.Read(ref _kept);
        if (kept is null || kept.LastUpdated != lastModified)
        {
            kept = new Rendered(lastModified, Encoding.UTF8.GetBytes(document(Entries.Iso(lastModified))));
            Volatile.Write(ref _kept, kept);
        }

        return kept.Body;
    }

    private sealed record Rendered(DateTimeOffset LastUpdated, byte[] Body);
}
