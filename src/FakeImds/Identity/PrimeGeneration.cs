using System.Numerics;

namespace FakeImds.Identity;

/// <summary>Large primes from a seeded stream: sieve, then Fermat to base 2, then Miller-Rabin on what is left.</summary>
internal static class PrimeGeneration
{
    /// <summary>Sieving further costs more divisions than it saves Fermat tests (measured for 1024 bits).</summary>
    private const int SieveLimit = 1 << 15;

    /// <summary>Odd numbers tried from one start: nearly six times the mean distance of 1024-bit primes.</summary>
    private const int SieveWindow = 2048;

    /// <summary>For random 1024-bit candidates the error is below 2^-100 (FIPS 186-4, table C.3), more than a test key needs.</summary>
    private const int MillerRabinRounds = 4;

    /// <summary>A prime of exactly <paramref name="bits"/> bits whose two top bits are set and that is not 1 mod <paramref name="exponent"/>.</summary>
    internal static BigInteger Next(SeededRandom random, int bits, int exponent)
    {
        var smallPrimes = OddPrimesBelow(SieveLimit);
        var topBits = (BigInteger)3 << (bits - 2);
        while (true)
        {
            var start = random.NextBits(bits) | topBits | BigInteger.One;
            var composite = Sieve(start, smallPrimes);
            for (var i = 0; i < SieveWindow; i++)
            {
                if (composite[i])
                {
                    continue;
                }

                var candidate = start + 2 * i;
                if (candidate.GetBitLength() == bits && candidate % exponent != 1
                    && FermatTest.Passes(candidate) && PassesMillerRabin(candidate, random, bits))
                {
                    return candidate;
                }
            }
        }
    }

    private static bool[] Sieve(BigInteger start, List<int> smallPrimes)
    {
        var composite = new bool[SieveWindow];
        foreach (var prime in smallPrimes)
        {
            // The first i with start + 2i = 0 mod prime: i = -start / 2.
            var remainder = (int)(start % prime);
            var first = (int)((long)(prime - remainder) * ((prime + 1) / 2) % prime);
            for (var i = first; i < SieveWindow; i += prime)
            {
                composite[i] = true;
            }
        }

        return composite;
    }

    private static List<int> OddPrimesBelow(int limit)
    {
        var composite = new bool[limit];
        var primes = new List<int>();
        for (var i = 3; i < limit; i += 2)
        {
            if (composite[i])
            {
                continue;
            }

            primes.Add(i);
            for (var multiple = (long)i * i; multiple < limit; multiple += 2 * i)
            {
                composite[multiple] = true;
            }
        }

        return primes;
    }

    private static bool PassesMillerRabin(BigInteger n, SeededRandom random, int bits)
    {
        var minusOne = n - 1;
        var twos = 0;
        while ((minusOne >> twos).IsEven)
        {
            twos++;
        }

        for (var round = 0; round < MillerRabinRounds; round++)
        {
            var witness = 2 + random.NextBits(bits) % (n - 3);
            var power = BigInteger.ModPow(witness, minusOne >> twos, n);
            var probablyPrime = power.IsOne || power == minusOne;
            for (var i = 1; i < twos && !probablyPrime; i++)
            {
                power = power * power % n;
                probablyPrime = power == minusOne;
            }

            if (!probablyPrime)
            {
                return false;
            }
        }

        return true;
    }
}
