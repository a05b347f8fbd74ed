using System.Runtime.InteropServices;

namespace FakeImds.Hops;

/// <summary>
/// The token that a connection's last request had, when it was one of the instance: clients that keep a connection send the same
/// again, and to compare costs a tenth of reading it. One request at a time asks; in process, where many may, nothing is kept.
/// </summary>
internal struct KnownToken
{
    private string? _token;
    private int _boot;
    private long _life;

    /// <summary>Whether it is this token, of this start of the instance.</summary>
    public readonly bool TryGet(string token, int boot, out long life)
    {
        life = _life;
        return _token is not null && _boot == boot && IsSame(_token, token);
    }

    public void Keep(string token, int boot, long life) => (_token, _boot, _life) = (token, boot, life);

    // All of both is always compared, so the time tells nothing of either.
    private static bool IsSame(string one, string other)
    {
        if (one.Length != other.Length)
        {
            return false;
        }

        var a = MemoryMarshal.Cast<char, ulong>(one);
        var b = MemoryMarshal.Cast<char, ulong>(other);
        var differences = 0UL;
        for (var i = 0; i < a.Length && i < b.Length; i++)
        {
            differences |= a[i] ^ b[i];
        }

        for (var i = a.Length * (sizeof(ulong) / sizeof(char)); i < one.Length; i++)
        {
            differences |= (uint)(one[i] ^ other[i]);
        }

        return differences == 0;
    }
}
