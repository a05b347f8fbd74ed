using System.Globalization;
using System.Text;

namespace FakeImds.Ec2;

/// <summary>Ids and addresses that depend on the seed alone, so that two runs of a test see the same instance.</summary>
internal readonly record struct SeededIds(int Seed)
{
    // EC2's long ids: 17 hexadecimal digits after the prefix.
    private const int IdDigits = 17;

    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>An id such as <c>i-0123456789abcdef0</c>.</summary>
    public string Id(string prefix, string scope, int index) =>
        string.Concat(prefix, "-0", Convert.ToHexStringLower(Hash(prefix, scope, index)).AsSpan(0, IdDigits - 1));

    /// <summary>An IAM id such as <c>AIPA…</c>: the prefix and 17 base-32 digits.</summary>
    public string IamId(string prefix, string scope, int index)
    {
        var hash = Hash(prefix, scope, index);
        return string.Create(prefix.Length + IdDigits, (prefix, hash), static (span, state) =>
        {
            state.prefix.CopyTo(span);
            for (var i = state.prefix.Length; i < span.Length; i++)
            {
                span[i] = Base32[state.hash[i] % Base32.Length];
            }
        });
    }

    /// <summary>A number below <paramref name="limit"/>.</summary>
    public int Number(string name, string scope, int index, int limit)
    {
        var hash = Hash(name, scope, index);
        return (int)(BitConverter.ToUInt32(hash, 0) % (uint)limit);
    }

    public byte[] Hash(string name, string scope, int index) =>
        Sha256.Hash(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Seed}\n{scope}\n{name}\n{index}")));
}
