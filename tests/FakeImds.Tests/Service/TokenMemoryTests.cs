using FakeImds.Service;

namespace FakeImds.Tests.Service;

/// <summary>Live tokens take no memory. Alone in its process' time: other tests allocate.</summary>
[CollectionDefinition(nameof(TokenMemoryTests), DisableParallelization = true)]
[Collection(nameof(TokenMemoryTests))]
public sealed class TokenMemoryTests
{
    // A map of a million tokens takes more than 100 MB; noise takes a few.
    private const long Noise = 16 * 1024 * 1024;

    [Fact]
    public void A_million_live_tokens_take_no_memory()
    {
        var authority = new SessionToken("an instance"u8);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Span<byte> token = stackalloc byte[SessionToken.Length];
        Span<char> text = stackalloc char[SessionToken.Length];
        for (var i = 0; i < 1_000_000; i++)
        {
            authority.Issue(life: long.MaxValue / 2, boot: 1, token);
            if (i % 100 == 0)
            {
                System.Text.Encoding.ASCII.GetChars(token, text);
                authority.TryRead(text, 1, out _).ShouldBeTrue();
            }
        }

        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(Noise);
        GC.KeepAlive(authority);
    }

    [Fact]
    public void Issuing_and_reading_a_token_allocates_nothing()
    {
        var authority = new SessionToken("an instance"u8);
        Span<byte> token = stackalloc byte[SessionToken.Length];
        Span<char> text = stackalloc char[SessionToken.Length];
        var before = 0L;
        for (var i = 0; i < 1_001; i++)
        {
            before = i == 1 ? GC.GetAllocatedBytesForCurrentThread() : before;
            authority.Issue(life: 1_000, boot: 1, token);
            System.Text.Encoding.ASCII.GetChars(token, text);
            authority.TryRead(text, 1, out _);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_000);
    }

    [Fact]
    public async Task Tokens_asked_for_in_process_take_no_memory()
    {
        await using var imds = new ImdsEmulator();
        using var client = imds.CreateClient();
        await client.TokenAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 20_000; i++)
        {
            await client.TokenAsync();
        }

        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(Noise / 8);
        GC.KeepAlive(imds);
    }
}
