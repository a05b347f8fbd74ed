using System.Net;
using FakeImds.Ec2;

namespace FakeImds.Tests.Hosting;

/// <summary>What is left of a disposed emulator: nothing.</summary>
public sealed class DisposalTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_disposed_emulator_frees_its_port()
    {
        IPEndPoint endpoint;
        await using (var imds = new ImdsEmulator())
        {
            endpoint = await imds.ListenAsync(new IPEndPoint(IPAddress.Loopback, 0), cancellationToken: Cancelled);
        }

        await using var next = new ImdsEmulator();
        (await next.ListenAsync(endpoint, cancellationToken: Cancelled)).ShouldBe(endpoint);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Disposing_ends_requests_whose_answer_is_withheld(bool inProcess)
    {
        var arrived = new TaskCompletionSource();
        var imds = new ImdsEmulator(new ImdsEmulatorOptions
        {
            ClientHops = { global::FakeImds.Hops.ClientHops.Parse("127.0.0.1=2") },
            MetadataOptions = new MetadataOptions { HttpPutResponseHopLimit = 1 },
            WithheldResponseTime = TimeSpan.FromHours(1),
            OnRequest = _ => arrived.TrySetResult(),
        });
        using var client = inProcess ? imds.CreateClient(hops: 2) : Requests.At(await imds.ListenOnLoopbackAsync(cancellationToken: Cancelled));
        using var put = Requests.PutToken();
        var answer = client.SendAsync(put, Cancelled);
        await arrived.Task.WaitAsync(Cancelled);
        answer.IsCompleted.ShouldBeFalse();

        await imds.DisposeAsync();

        await Should.ThrowAsync<HttpRequestException>(answer.WaitAsync(TimeSpan.FromMinutes(1), Cancelled));
    }

    [Fact]
    public async Task A_disposed_emulator_makes_no_clients_and_opens_no_listeners()
    {
        var imds = new ImdsEmulator();
        using var before = imds.CreateClient();
        await before.ReadAsync(Requests.InstanceId);
        await imds.DisposeAsync();
        await imds.DisposeAsync();

        Should.Throw<ObjectDisposedException>(() => imds.CreateClient()).ObjectName.ShouldBe(typeof(ImdsEmulator).FullName);
        Should.Throw<ObjectDisposedException>(() => imds.CreateHandler());
        await Should.ThrowAsync<ObjectDisposedException>(imds.ListenOnLoopbackAsync(cancellationToken: Cancelled));
        await Should.ThrowAsync<ObjectDisposedException>(imds.ListenOnLinkLocalAsync(cancellationToken: Cancelled));
        await Should.ThrowAsync<ObjectDisposedException>(before.ReadAsync(Requests.InstanceId));
    }

    [Fact]
    public void An_emulator_that_nobody_used_is_disposed_at_once()
    {
        var imds = new ImdsEmulator();
        imds.Dispose();
        imds.Dispose();
    }
}
