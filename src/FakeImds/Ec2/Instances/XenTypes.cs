using System.Collections.Frozen;

namespace FakeImds.Ec2;

/// <summary>The instance types that run on Xen, as the user guide lists their families; all later ones run on Nitro (docs/fidelity.md#ipv6-on-xen).</summary>
internal static class XenTypes
{
    private static readonly FrozenSet<string> s_families = FrozenSet.Create(
        StringComparer.Ordinal,
        "m1", "m2", "m3", "m4", "t1", "t2", "c1", "c3", "c4", "cc1", "cc2", "cr1", "r3", "r4", "x1", "x1e", "d2", "h1", "hi1", "hs1", "i2", "i3", "f1", "g2", "g3", "g3s", "p2", "p3");

    /// <summary>Whether a type is backed by Xen. A bare-metal type never is.</summary>
    public static bool Has(string instanceType)
    {
        var dot = instanceType.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && !instanceType.EndsWith(".metal", StringComparison.Ordinal)
            && s_families.GetAlternateLookup<ReadOnlySpan<char>>().Contains(instanceType.AsSpan(0, dot));
    }
}
