using System.Text;
using FakeImds.Ec2;

namespace FakeImds.Categories;

/// <summary>
/// Temporary credentials that depend on seed, owner, start and clock alone. A new set comes every five hours and three quarters;
/// each lives a little over six hours, so it is replaced well over five minutes before it ends (docs/fidelity.md#credentials-rotation).
/// </summary>
/// <param name="since">The first version that shows them.</param>
/// <param name="ids">What all ids derive from.</param>
/// <param name="snapshot">The instance. Each start has credentials of its own.</param>
/// <param name="owner">The role, which is the leaf's name too.</param>
internal sealed class RoleCredentials(byte since, SeededIds ids, InstanceSnapshot snapshot, string owner) : TimedLeaf(owner, since)
{
    /// <summary>The role of the instance itself, of <c>identity-credentials/</c>.</summary>
    public const string IdentityRole = "ec2-instance";

    // Real ones begin so: the base64 of a fixed header.
    private const string TokenHeader = "IQoJb3JpZ2luX2Vj";

    // Brings the whole document to the 1,322 to 1,582 bytes that were recorded.
    private const int TokenBytes = 816;
    private const int SecretBytes = 30;

    private static readonly TimeSpan s_rotation = TimeSpan.FromMinutes(345);
    private static readonly TimeSpan s_shortestLife = TimeSpan.FromMinutes(362);
    private const int LifeSpreadSeconds = 32 * 60;

    private readonly InstanceSnapshot _snapshot = snapshot;
    private Rendered? _withToken;
    private Rendered? _withoutToken;

    /// <summary>When the set that is handed out at a moment was issued.</summary>
    public static DateTimeOffset LastUpdated(InstanceSnapshot snapshot, DateTimeOffset now) => First(snapshot) + (s_rotation * Epoch(snapshot, now));

    public override byte[] Body(DateTimeOffset now, bool withToken, out DateTimeOffset lastModified)
    {
        var epoch = Epoch(_snapshot, now);
        ref var kept = ref withToken ? ref _withToken : ref _withoutToken;
        var current = Volatile.Read(ref kept);
        if (current is null || current.Epoch != epoch)
        {
            current = Render(epoch, withToken);
            Volatile.Write(ref kept, current);
        }

        lastModified = current.LastUpdated;
        return current.Body;
    }

    // The first set comes with the start, or with a rotation by hand (docs/fidelity.md#credentials-by-hand).
    private static DateTimeOffset First(InstanceSnapshot snapshot) => snapshot.Credentials.Since ?? snapshot.Description.LaunchTime;

    private static int Epoch(InstanceSnapshot snapshot, DateTimeOffset now)
    {
        var first = First(snapshot);
        var last = snapshot.Credentials.ExpiredAt is { } end && end < now ? end : now;
        return last <= first ? 0 : (int)((last - first) / s_rotation);
    }

    private Rendered Render(int epoch, bool withToken)
    {
        var rotations = _snapshot.Credentials.Rotations;
        var scope = FormattableString.Invariant($"{_snapshot.Description.InstanceId}/{_snapshot.Boot}/{Name}/{(withToken ? "2.0" : "1.0")}{(rotations > 0 ? $"/{rotations}" : "")}");
        var updated = First(_snapshot) + (s_rotation * epoch);
        var expires = _snapshot.Credentials.ExpiredAt ?? updated + s_shortestLife + TimeSpan.FromSeconds(ids.Number("life", Name, epoch, LifeSpreadSeconds));
        var accessKeyId = ids.IamId("ASIA", scope, epoch)[..20];
        Note(accessKeyId, withToken, expires);
        var json = PrettyJson.Object(
            ("Code", "\"Success\""),
            ("LastUpdated", PrettyJson.Text(Entries.Iso(updated))),
            ("Type", "\"AWS-HMAC\""),
            ("AccessKeyId", PrettyJson.Text(accessKeyId)),
            ("SecretAccessKey", PrettyJson.Text(Convert.ToBase64String(Bytes(scope + "/secret", epoch, SecretBytes)))),
            ("Token", PrettyJson.Text(TokenHeader + Convert.ToBase64String(Bytes(scope + "/token", epoch, TokenBytes)))),
            ("Expiration", PrettyJson.Text(Entries.Iso(expires))));
        return new Rendered(epoch, updated, Encoding.UTF8.GetBytes(json));
    }

    // The EC2 API knows by this who signed a request, and how the credentials were fetched (docs/fidelity.md#iam-role-delivery).
    private void Note(string accessKeyId, bool withToken, DateTimeOffset expires)
    {
        var description = _snapshot.Description;
        var partition = RegionNames.Partition(description.Placement.Region);
        var role = Name is IdentityRole ? "aws:" + IdentityRole : Name;
        _snapshot.IssuedCredentials?.Add(accessKeyId, new IssuedCredential(
            $"arn:{partition}:sts::{description.AccountId}:assumed-role/{role}/{description.InstanceId}",
            $"arn:{partition}:ec2:{description.Placement.Region}:{description.AccountId}:instance/{description.InstanceId}",
            withToken ? 2.0m : 1.0m,
            expires)
        {
            SourceInstanceVpc = description.PrimaryInterface?.VpcId,
            SourceInstancePrivateIpv4 = description.PrimaryInterface is { LocalIpv4s: [var address, ..] } ? address : null,
        });
    }

    // Block by block of our own hash: the system's key derivation would bring up OpenSSL.
    private byte[] Bytes(string scope, int epoch, int count)
    {
        var bytes = new byte[count];
        for (var start = 0; start < count; start += Sha256.HashLength)
        {
            ids.Hash("credentials", FormattableString.Invariant($"{scope}/{start}"), epoch).AsSpan(0, Math.Min(Sha256.HashLength, count - start)).CopyTo(bytes.AsSpan(start));
        }

        return bytes;
    }

    private sealed record Rendered(int Epoch, DateTimeOffset LastUpdated, byte[] Body);
}
