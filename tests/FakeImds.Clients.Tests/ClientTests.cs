using FakeImds.Ec2;
using FakeImds.Journal;

namespace FakeImds.Clients.Tests;

/// <summary>What every client must find under each posture; a class below for each client.</summary>
public abstract class ClientTests
{
    private static readonly TimeSpan s_sdkTimeout = TimeSpan.FromSeconds(1);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Long enough that the client gives up first.</summary>
    private protected virtual TimeSpan WithheldResponseTime => TimeSpan.FromMinutes(10);

    /// <summary>Whether a 401 makes the client fetch a new token within the same read.</summary>
    private protected virtual bool RecoversWithinARead => false;

    private protected abstract Task<IImdsClient> StartAsync(Target imds);

    /// <summary>As much of it as this client tells.</summary>
    private protected virtual Finding Visible(Finding served, Finding found) => served;

    [Theory]
    [InlineData(HttpTokens.Required)]
    [InlineData(HttpTokens.Optional)]
    public async Task Region_and_credentials_are_read_with_a_token(HttpTokens tokens)
    {
        await using var posture = await Posture.StartAsync(new MetadataOptions { HttpTokens = tokens });
        await using var client = await StartAsync(posture.Target);

        var found = await client.ReadAsync();

        posture.Requests.ShouldAllBe(r => r.Version == ImdsVersion.V2 && r.Status == 200);
        await ShouldBeServedAsync(posture, found);
    }

    [Fact]
    public async Task A_disabled_endpoint_ends_without_credentials_and_the_client_lives_on()
    {
        await using var posture = await Posture.StartAsync(new MetadataOptions { HttpEndpoint = OptionState.Disabled });
        await using var client = await StartAsync(posture.Target);

        ShouldBeEmpty(await client.ReadAsync());
        ShouldBeEmpty(await client.ReadAsync());

        posture.Requests.ShouldAllBe(r => r.Status == 403);
        posture.Requests.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_token_that_ends_between_two_reads_is_replaced()
    {
        await using var posture = await Posture.StartAsync(new MetadataOptions { HttpTokens = HttpTokens.Required });
        await using var client = await StartAsync(posture.Target);
        await ShouldBeServedAsync(posture, await client.ReadAsync());
        posture.Requests.Clear();

        posture.Clock.Advance(Posture.TokenLife + TimeSpan.FromSeconds(1));
        var found = await client.ReadAsync();

        posture.Requests.ShouldContain(r => r.Method == "PUT" && r.Status == 200);
        await ShouldBeServedAsync(posture, found);
    }

    [Fact]
    public async Task A_token_that_ends_before_its_first_use_is_answered_401_and_the_client_recovers()
    {
        await using var posture = await Posture.StartAsync(new MetadataOptions { HttpTokens = HttpTokens.Required });
        await using var client = await StartAsync(posture.Target);

        posture.Clock.AdvanceAfterNextRequest(Posture.TokenLife + TimeSpan.FromSeconds(1));
        var found = await client.ReadAsync();
        posture.Requests.Select(r => r.Status).Take(2).ShouldBe([200, 401]);
        if (RecoversWithinARead)
        {
            await ShouldBeServedAsync(posture, found);
        }

        await ShouldBeServedAsync(posture, await client.ReadAsync());
    }

    [Fact]
    public async Task Two_hops_away_with_hop_limit_1_and_tokens_required_there_are_no_credentials()
    {
        var options = new MetadataOptions { HttpTokens = HttpTokens.Required, HttpPutResponseHopLimit = 1 };
        await using var posture = await Posture.StartAsync(options, hops: 2, WithheldResponseTime);
        await using var client = await StartAsync(posture.Target with { Timeout = s_sdkTimeout });

        ShouldBeEmpty(await client.ReadAsync());

        posture.Requests.ShouldContain(r => r.Method == "PUT" && r.Status == 0 && r.Hops == 2);
        posture.Requests.ShouldAllBe(r => r.Method == "PUT" || r.Status == 401);
    }

    [Fact]
    public async Task Two_hops_away_with_hop_limit_2_region_and_credentials_are_read()
    {
        var options = new MetadataOptions { HttpTokens = HttpTokens.Required, HttpPutResponseHopLimit = 2 };
        await using var posture = await Posture.StartAsync(options, hops: 2);
        await using var client = await StartAsync(posture.Target);

        await ShouldBeServedAsync(posture, await client.ReadAsync());
    }

    private async Task ShouldBeServedAsync(Posture posture, Finding found)
    {
        Cancelled.ThrowIfCancellationRequested();
        found.ShouldBe(Visible(await posture.ServedAsync(), found));
    }

    private static void ShouldBeEmpty(Finding found)
    {
        found.Error.ShouldNotBeNullOrWhiteSpace();
        found.ShouldBe(new Finding { Error = found.Error });
    }
}
