using System.Net;
using FakeImds.Ec2;

namespace FakeImds.Tests.Hosting;

/// <summary>Many emulators in one process know nothing of one another.</summary>
public sealed class ParallelTests
{
    private const int Emulators = 200;

    [Fact]
    public Task Hundreds_of_emulators_answer_in_process_each_for_its_own_instance() =>
        Parallel.ForAsync(0, Emulators, TestContext.Current.CancellationToken, static async (seed, _) =>
        {
            await using var imds = Required(seed);
            using var client = imds.CreateClient();
            (await client.ReadWithTokenAsync(Requests.InstanceId, await client.TokenAsync())).ShouldBe(imds.Instance.InstanceId);
        });

    [Fact]
    public async Task Hundreds_of_emulators_answer_on_loopback_each_for_its_own_instance()
    {
        var emulators = Enumerable.Range(0, Emulators).Select(Required).ToArray();
        var addresses = await Task.WhenAll(emulators.Select(e => e.ListenOnLoopbackAsync(cancellationToken: TestContext.Current.CancellationToken)));

        addresses.Distinct().Count().ShouldBe(Emulators);
        await Parallel.ForAsync(0, Emulators, TestContext.Current.CancellationToken, async (i, _) =>
        {
            using var client = Requests.At(addresses[i]);
            (await client.ReadWithTokenAsync(Requests.InstanceId, await client.TokenAsync())).ShouldBe(emulators[i].Instance.InstanceId);
        });
        await Task.WhenAll(emulators.Select(e => e.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task Emulators_of_the_same_seed_have_the_same_instance_and_refuse_each_others_tokens()
    {
        await using var one = Required(seed: 7);
        await using var other = Required(seed: 7);
        using var client = one.CreateClient();
        using var foreign = other.CreateClient();

        one.Instance.InstanceId.ShouldBe(other.Instance.InstanceId);
        var refused = await Should.ThrowAsync<HttpRequestException>(async () => await client.ReadWithTokenAsync(Requests.InstanceId, await foreign.TokenAsync()));
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static ImdsEmulator Required(int seed) => new(new ImdsEmulatorOptions
    {
        Account = { Seed = seed },
        MetadataOptions = new MetadataOptions { HttpTokens = HttpTokens.Required },
    });
}
