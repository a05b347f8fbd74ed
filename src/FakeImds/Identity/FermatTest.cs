using System.Numerics;
using System.Runtime.CompilerServices;

namespace FakeImds.Identity;

/// <summary>
/// Is 2^(n-1) = 1 mod n? Nearly every composite fails. Written out in 64-bit Montgomery arithmetic because it is where
/// RSA key generation spends its time, and <see cref="BigInteger.ModPow"/> takes several times as long.
/// </summary>
internal static class FermatTest
{
    private const int LimbBits = 64;

    /// <param name="candidate">Odd, with its top bit at a multiple of 64 bits: the arithmetic needs both.</param>
    internal static bool Passes(BigInteger candidate)
    {
        var n = Limbs(candidate);
        var inverse = NegatedInverse(n[0]);
        var one = new ulong[n.Length]; // 1 in Montgomery form: 2^bits mod n, which is 2^bits - n as n's top bit is set
        Subtract(one, n);

        var power = (ulong[])one.Clone();
        var scratch = new ulong[n.Length + 2];
        // Square and double along the bits of n - 1: the bits of n, save the last.
        for (var bit = n.Length * LimbBits - 1; bit >= 0; bit--)
        {
            Square(power, n, inverse, scratch);
            if (bit > 0 && (n[bit / LimbBits] >> (bit % LimbBits) & 1) == 1)
            {
                Double(power, n);
            }
        }

        return power.AsSpan().SequenceEqual(one);
    }

    private static ulong[] Limbs(BigInteger value)
    {
        var limbs = new ulong[(int)(value.GetBitLength() / LimbBits)];
        for (var i = 0; i < limbs.Length; i++)
        {
            limbs[i] = (ulong)(value >> (i * LimbBits) & ulong.MaxValue);
        }

        return limbs;
    }

    /// <summary>-1/n mod 2^64 by Newton's iteration; n is its own inverse mod 8, and each step doubles the bits.</summary>
    private static ulong NegatedInverse(ulong n)
    {
        var inverse = n;
        for (var bits = 3; bits < LimbBits; bits *= 2)
        {
            inverse *= 2 - n * inverse;
        }

        return 0 - inverse;
    }

    /// <summary>value = value² / 2^bits mod n: coarsely integrated operand scanning.</summary>
    private static void Square(ulong[] value, ulong[] n, ulong inverse, ulong[] t)
    {
        var length = n.Length;
        Array.Clear(t);
        for (var i = 0; i < length; i++)
        {
            var overflow = AddProduct(t, value, value[i]);
            t[length] += overflow;
            t[length + 1] = t[length] < overflow ? 1UL : 0UL;

            overflow = AddProduct(t, n, t[0] * inverse); // makes t[0] zero
            t[length] += overflow;
            t[length + 1] += t[length] < overflow ? 1UL : 0UL;
            Array.Copy(t, 1, t, 0, length + 1);
        }

        var tooLarge = t[length] != 0 || !LessThan(t, n);
        Array.Copy(t, value, length);
        if (tooLarge)
        {
            Subtract(value, n);
        }
    }

    /// <summary>t += factors * factor; returns what is carried out. Compiled for speed at once: all the time is spent here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong AddProduct(ulong[] t, ulong[] factors, ulong factor)
    {
        var carry = 0UL;
        var sums = t.AsSpan(0, factors.Length);
        for (var j = 0; j < sums.Length; j++)
        {
            var high = Math.BigMul(factors[j], factor, out var low);
            low += carry;
            high += low < carry ? 1UL : 0UL;
            low += sums[j];
            high += low < sums[j] ? 1UL : 0UL;
            sums[j] = low;
            carry = high;
        }

        return carry;
    }

    private static void Double(ulong[] value, ulong[] n)
    {
        var carry = 0UL;
        for (var i = 0; i < value.Length; i++)
        {
            var next = value[i] >> (LimbBits - 1);
            value[i] = value[i] << 1 | carry;
            carry = next;
        }

        if (carry != 0 || !LessThan(value, n))
        {
            Subtract(value, n);
        }
    }

    private static bool LessThan(ulong[] value, ulong[] n)
    {
        for (var i = n.Length - 1; i >= 0; i--)
        {
            if (value[i] != n[i])
            {
                return value[i] < n[i];
            }
        }

        return false;
    }

    /// <summary>value -= n, mod 2^bits.</summary>
    private static void Subtract(ulong[] value, ulong[] n)
    {
        var borrow = 0UL;
        for (var i = 0; i < n.Length; i++)
        {
            var difference = value[i] - n[i];
            var next = value[i] < n[i] || difference < borrow ? 1UL : 0UL;
            value[i] = difference - borrow;
            borrow = next;
        }
    }
}
