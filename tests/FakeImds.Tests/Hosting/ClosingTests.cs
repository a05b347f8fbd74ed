using System.Net;
using FakeImds.Ec2;
using FakeImds.Tests.Service;
using static FakeImds.Tests.Service.LoopbackImds;

namespace FakeImds.Tests.Hosting;

/// <summary>Closing an address ends its connections, and those of no other.</summary>
public sealed class ClosingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Closing_an_address_ends_its_connections_and_no_others()
    {
        await using var imds = await StartAsync(Optional, static o => o.KeepAlive = true);
        var other = await imds.Emulator.ListenAsync(new IPEndPoint(IPAddress.Loopback, 0), cancellationToken: Cancel);
        using var idle = await AskedAsync(imds.Endpoint);
        using var silent = await RawConnection.OpenAsync(imds.Endpoint);
        using var elsewhere = await AskedAsync(other);

        await imds.Emulator.StopListeningAsync(imds.Endpoint);

        (await idle.ReadToEndAsync()).ShouldBeNull();
        (await EndsAsync(silent)).ShouldBeTrue();
        await elsewhere.SendAsync(Request("GET", Leaf));
        (await elsewhere.ReadAsync()).Status.ShouldBe(200);
        await Should.ThrowAsync<System.Net.Sockets.SocketException>(RawConnection.OpenAsync(imds.Endpoint));
    }

    [Fact]
    public void Disposing_under_a_synchronization_context_that_is_held_up_ends()
    {
        var thread = new Thread(static () =>
        {
            SynchronizationContext.SetSynchronizationContext(new HeldUp());
            var imds = new ImdsEmulator(new ImdsEmulatorOptions
            {
                KeepAlive = true,
                MetadataOptions = new MetadataOptions { HttpPutResponseHopLimit = 1 },
                ClientHops = { global::FakeImds.Hops.ClientHops.Parse("127.0.0.1=2") },
                WithheldResponseTime = TimeSpan.FromHours(1),
            });
            var endpoint = imds.ListenAsync(new IPEndPoint(IPAddress.Loopback, 0)).GetAwaiter().GetResult();
            using var withheld = Task.Run(() => OpenAsync(endpoint, Request("PUT", TokenPath, TtlHeader + "60"))).GetAwaiter().GetResult();
            using var idle = Task.Run(() => AskedAsync(endpoint)).GetAwaiter().GetResult();
            imds.Dispose();
        });
        thread.Start();
        thread.Join(TimeSpan.FromMinutes(1)).ShouldBeTrue();
    }

    private static async Task<RawConnection> AskedAsync(IPEndPoint endpoint)
    {
        var connection = await OpenAsync(endpoint, Request("GET", Leaf));
        (await connection.ReadAsync()).Status.ShouldBe(200);
        return connection;
    }

    private static async Task<RawConnection> OpenAsync(IPEndPoint endpoint, string request)
    {
        var connection = await RawConnection.OpenAsync(endpoint);
        await connection.SendAsync(request);
        return connection;
    }

    // Either end will do: nothing was asked on it.
    private static async Task<bool> EndsAsync(RawConnection connection)
    {
        try
        {
            return await connection.ReadToEndAsync() is null;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>As on a thread that waits in Dispose: what is posted to it never runs.</summary>
    private sealed class HeldUp : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }

        public override SynchronizationContext CreateCopy() => this;
    }
}
