using FakeImds.Ec2;
using FakeImds.Service;
using Microsoft.AspNetCore.WebUtilities;

namespace FakeImds.Tests.Service;

/// <summary>Tokens that are not the instance's own, and what happens to an instance's tokens during its life.</summary>
public sealed class RefusedTokenTests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=%. ";

    public static TheoryData<HttpTokens> Modes => [HttpTokens.Optional, HttpTokens.Required];

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_token_of_another_instance_is_a_401(HttpTokens mode)
    {
        await using var imds = await LoopbackImds.StartAsync(new MetadataOptions { HttpTokens = mode });
        var other = imds.Emulator.Account.Region("us-east-1").Instances.Run(new RunInstancesRequest { ImageId = imds.Instance.Snapshot.Description.ImageId })[0];
        using var client = imds.Emulator.CreateClient(instance: other);
        var token = await client.TokenAsync();
        token.Length.ShouldBe(56);
        (await imds.StatusAsync(token)).ShouldBe(401);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_token_of_another_emulator_is_a_401(HttpTokens mode)
    {
        await using var imds = await LoopbackImds.StartAsync(new MetadataOptions { HttpTokens = mode });
        await using var other = await LoopbackImds.StartAsync();
        other.Instance.InstanceId.ShouldBe(imds.Instance.InstanceId);
        (await imds.StatusAsync(await other.TokenAsync())).ShouldBe(401);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_malformed_or_empty_token_is_a_401(HttpTokens mode)
    {
        await using var imds = await LoopbackImds.StartAsync(new MetadataOptions { HttpTokens = mode });
        var token = await imds.TokenAsync();
        string[] malformed =
        [
            "", "x", "null", token[..55], token[1..], token[..54], token + "=", token + "A", token[..28] + " " + token[28..], token[..27] + " " + token[28..],
            token.ToUpperInvariant(), token.Replace("==", "%3D%3D", StringComparison.Ordinal), token + token, $"\"{token}\"", token + "," + token, "Bearer " + token,
        ];
        foreach (var spelling in malformed)
        {
            (await imds.StatusAsync(spelling)).ShouldBe(401, spelling);
            (await imds.StatusAsync(spelling, "/latest/nothing")).ShouldBe(401, spelling);
        }

        (await imds.AskAsync("GET", LoopbackImds.Leaf, LoopbackImds.TokenHeader + token, LoopbackImds.TokenHeader + token)).Status.ShouldBe(401);
        (await imds.StatusAsync(token)).ShouldBe(200);
        (await imds.StatusAsync($"  {token}\t")).ShouldBe(200, "whitespace around a header's value is not part of it");
    }

    [Fact]
    public void A_token_changed_in_any_single_character_is_refused()
    {
        var authority = new SessionToken("an instance"u8);
        var token = TokenTests.Issue(authority, 1_000).ToCharArray();
        for (var at = 0; at < token.Length; at++)
        {
            var kept = token[at];
            foreach (var other in Alphabet.Where(c => c != kept))
            {
                token[at] = other;
                authority.TryRead(token, 1, out _).ShouldBeFalse($"'{other}' for '{kept}' at {at}");
            }

            token[at] = kept;
        }

        authority.TryRead(token, 1, out var expires).ShouldBeTrue();
        expires.ShouldBe(1_000);
    }

    [Fact]
    public void A_token_changed_in_any_single_bit_is_refused()
    {
        var authority = new SessionToken("an instance"u8);
        var raw = WebEncoders.Base64UrlDecode(TokenTests.Issue(authority, 1_000)[..54]);
        for (var bit = 0; bit < raw.Length * 8; bit++)
        {
            raw[bit / 8] ^= (byte)(1 << (bit % 8));
            authority.TryRead(WebEncoders.Base64UrlEncode(raw) + "==", 1, out _).ShouldBeFalse($"bit {bit}");
            raw[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        authority.TryRead(WebEncoders.Base64UrlEncode(raw) + "==", 1, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Stop_and_start_end_all_tokens()
    {
        await using var imds = await LoopbackImds.StartAsync();
        var token = await imds.TokenAsync();
        imds.Instance.Stop();
        imds.Instance.Start();
        (await imds.StatusAsync(token)).ShouldBe(401);
        (await imds.StatusAsync(await imds.TokenAsync())).ShouldBe(200);
    }

    [Fact]
    public async Task A_stopped_instance_has_no_service()
    {
        await using var imds = await LoopbackImds.StartAsync();
        imds.Instance.Stop();
        using var connection = await imds.ConnectAsync();
        await connection.SendAsync(LoopbackImds.Request("GET", LoopbackImds.Leaf));
        (await connection.ReadToEndAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Reboot_keeps_tokens()
    {
        await using var imds = await LoopbackImds.StartAsync();
        var token = await imds.TokenAsync();
        imds.Instance.Reboot();
        (await imds.StatusAsync(token)).ShouldBe(200);
    }

    [Fact]
    public async Task Tokens_survive_a_disabled_endpoint_and_a_change_of_options()
    {
        await using var imds = await LoopbackImds.StartAsync();
        var token = await imds.TokenAsync();
        imds.Instance.ModifyMetadataOptions(LoopbackImds.Disabled);
        (await imds.StatusAsync(token)).ShouldBe(403);
        imds.Instance.ModifyMetadataOptions(new MetadataOptions { HttpEndpoint = OptionState.Enabled });
        (await imds.StatusAsync(token)).ShouldBe(200);
        imds.Instance.ModifyMetadataOptions(new MetadataOptions { HttpTokens = HttpTokens.Required, HttpPutResponseHopLimit = 3 });
        (await imds.StatusAsync(token)).ShouldBe(200);
    }

    [Fact]
    public async Task A_change_of_HttpTokens_takes_effect_at_once()
    {
        await using var imds = await LoopbackImds.StartAsync();
        (await imds.AskAsync("GET", LoopbackImds.Leaf)).Status.ShouldBe(200);
        imds.Instance.ModifyMetadataOptions(LoopbackImds.Required);
        (await imds.AskAsync("GET", LoopbackImds.Leaf)).Status.ShouldBe(401);
        imds.Instance.ModifyMetadataOptions(LoopbackImds.Optional);
        (await imds.AskAsync("GET", LoopbackImds.Leaf)).Status.ShouldBe(200);
    }
}
