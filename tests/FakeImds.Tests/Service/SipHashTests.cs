using FakeImds.Service;

namespace FakeImds.Tests.Service;

public sealed class SipHashTests
{
    // The reference implementation's vectors_sip128: key 00..0f, message 00.. of that length; also `openssl mac SIPHASH`.
    [Theory]
    [InlineData(0, "a3817f04ba25a8e66df67214c7550293")]
    [InlineData(1, "da87c1d86b99af44347659119b22fc45")]
    [InlineData(8, "3b62a9ba6258f5610f83e264f31497b4")]
    [InlineData(15, "5493e99933b0a8117e08ec0f97cfc3d9")]
    [InlineData(28, "0664da1668574b88b935f3027358aef4")]
    [InlineData(63, "5150d1772f50834a503e069a973fbd7c")]
    public void It_gives_the_bytes_of_the_reference(int length, string expected)
    {
        byte[] key = [.. Enumerable.Range(0, SipHash.KeyLength).Select(static i => (byte)i)];
        byte[] message = [.. Enumerable.Range(0, length).Select(static i => (byte)i)];
        var hash = new byte[SipHash.HashLength];
        new SipHash(key).Hash(message, hash);
        Convert.ToHexStringLower(hash).ShouldBe(expected);
    }
}
