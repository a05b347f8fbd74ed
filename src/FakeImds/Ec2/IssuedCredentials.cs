using System.Collections.Concurrent;

namespace FakeImds.Ec2;

/// <summary>What access keys the metadata services of an account have handed out. Written when a set is rendered, not when it is read.</summary>
internal sealed class IssuedCredentials(TimeProvider time)
{
    // Ended sets are dropped when the number of sets has doubled.
    private const int FirstSweep = 256;

    // Kept a while, so that their user is told that they have ended.
    private static readonly TimeSpan s_kept = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<string, IssuedCredential> _byAccessKey = new(StringComparer.Ordinal);
    private int _sweepAt = FirstSweep;

    public void Add(string accessKeyId, IssuedCredential credential)
    {
        _byAccessKey[accessKeyId] = credential;
        if (_byAccessKey.Count >= Volatile.Read(ref _sweepAt))
        {
            var ended = time.GetUtcNow() - s_kept;
            foreach (var (key, old) in _byAccessKey)
            {
                if (old.Expiration < ended)
                {
                    _byAccessKey.TryRemove(key, out _);
                }
            }

            Volatile.Write(ref _sweepAt, Math.Max(FirstSweep, _byAccessKey.Count * 2));
        }
    }

    /// <summary>The set of an access key; null when no metadata service handed it out.</summary>
    public IssuedCredential? Find(string accessKeyId) => _byAccessKey.GetValueOrDefault(accessKeyId);
}
