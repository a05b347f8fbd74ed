using System.Security.Cryptography;
using FakeImds.Ec2;

namespace FakeImds.Tests.Ec2;

public sealed class Sha256Tests
{
    [Fact]
    public void Every_length_up_to_four_blocks_has_the_system_s_hash()
    {
        var random = new Random(1);
        for (var length = 0; length <= 256; length++)
        {
            var message = new byte[length];
            random.NextBytes(message);

            Convert.ToHexString(Sha256.Hash(message)).ShouldBe(Convert.ToHexString(SHA256.HashData(message)), $"{length} bytes");
        }
    }
}
