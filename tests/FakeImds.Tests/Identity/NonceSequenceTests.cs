using System.Security.Cryptography;
using System.Text;
using FakeImds.Identity;

namespace FakeImds.Tests.Identity;

public sealed class NonceSequenceTests
{
    /// <summary>RFC 6979, A.2.1 and A.2.2, message "sample"; both digests are below q there.</summary>
    [Theory]
    [InlineData("SHA1", "411602CB19A6CCC34494D79D98EF1E7ED5AF25F7", "7BDB6B0FF756E1BB5D53583EF979082F9AD5BD5B")]
    [InlineData(
        "SHA256",
        "69C7548C21D0DFEA6B9A51C9EAD4E27C33D3B3F180316E5BCAB92C933F0E4DBC",
        "8926A27C40484216F052F4427CFD5647338B7B3939BC6573AF4333569D597C52")]
    public void The_nonce_is_that_of_RFC_6979(string digest, string x, string k)
    {
        var algorithm = new HashAlgorithmName(digest);
        var h = CryptographicOperations.HashData(algorithm, Encoding.ASCII.GetBytes("sample"));

        Convert.ToHexString(new NonceSequence(algorithm, Convert.FromHexString(x), h).Next()).ShouldBe(k);
    }
}
