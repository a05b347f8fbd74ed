using System.Numerics;
using FakeImds.Identity;

namespace FakeImds.Tests.Identity;

public sealed class PrimeGenerationTests
{
    private const int Bits = 256;
    private const int Exponent = 65537;
    private const int Samples = 20;

    [Fact]
    public void The_Fermat_test_agrees_with_plain_arithmetic()
    {
        var random = new SeededRandom(IdentitySamples.Seed, nameof(PrimeGenerationTests));
        for (var i = 0; i < Samples; i++)
        {
            var n = random.NextBits(Bits) | BigInteger.One << (Bits - 1) | BigInteger.One;
            FermatTest.Passes(n).ShouldBe(BigInteger.ModPow(2, n - 1, n).IsOne, n.ToString(null, null));

            var prime = PrimeGeneration.Next(random, Bits, Exponent);
            BigInteger.ModPow(2, prime - 1, prime).ShouldBe(BigInteger.One);
        }
    }

    [Fact]
    public void The_Fermat_test_knows_a_number_of_nothing_but_ones() =>
        FermatTest.Passes((BigInteger.One << Bits) - 1).ShouldBeFalse(); // every carry is taken

    [Fact]
    public void A_prime_has_its_two_top_bits_set_and_suits_the_exponent()
    {
        var prime = PrimeGeneration.Next(new SeededRandom(IdentitySamples.Seed, "prime"), Bits, Exponent);

        (prime >> (Bits - 2)).ShouldBe((BigInteger)3);
        (prime % Exponent).ShouldNotBe(BigInteger.One);
    }
}
