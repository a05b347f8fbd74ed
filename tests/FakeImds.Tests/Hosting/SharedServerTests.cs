using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using FakeImds.Hosting;
using Microsoft.AspNetCore.Connections;

namespace FakeImds.Tests.Hosting;

/// <summary>One server for the listeners of all emulators: what it costs, and when it is there.</summary>
public sealed class SharedServerTests
{
    private static readonly IPEndPoint s_free = new(IPAddress.Loopback, 0);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_emulators_with_a_port_each_share_their_threads()
    {
        const int Emulators = 1000;
        var before = Process.GetCurrentProcess().Threads.Count;
        var emulators = Enumerable.Range(0, Emulators).Select(static seed => new ImdsEmulator(new ImdsEmulatorOptions { Account = { Seed = seed } })).ToArray();
        var addresses = await Task.WhenAll(emulators.Select(static e => e.ListenOnLoopbackAsync(cancellationToken: Cancel)));

        // Other tests run at the same time, on a thread pool that grows; a thread for each of these would be a thousand.
        (Process.GetCurrentProcess().Threads.Count - before).ShouldBeLessThan(Emulators / 4);
        foreach (var i in new[] { 0, Emulators / 2, Emulators - 1 })
        {
            using var client = Requests.At(addresses[i]);
            (await client.ReadAsync(Requests.InstanceId)).ShouldBe(emulators[i].Instance.InstanceId);
        }

        await Task.WhenAll(emulators.Select(static e => e.DisposeAsync().AsTask()));
        await Should.ThrowAsync<HttpRequestException>(Requests.At(addresses[1]).ReadAsync(Requests.InstanceId));
    }

    [Fact]
    public async Task The_server_starts_with_the_first_listener_and_ends_with_the_last()
    {
        var kestrel = new SharedKestrel(static (_, _) => { });
        kestrel.IsRunning.ShouldBeFalse();
        var one = new SocketListener(kestrel, s_free);
        var other = new SocketListener(kestrel, s_free);
        await one.DisposeAsync();
        await one.DisposeAsync();
        kestrel.IsRunning.ShouldBeTrue();
        await other.DisposeAsync();
        kestrel.IsRunning.ShouldBeFalse();
        await using var next = new SocketListener(kestrel, s_free);
        kestrel.IsRunning.ShouldBeTrue();
    }

    [Fact]
    public async Task Requests_run_in_nobodys_execution_context()
    {
        var local = new AsyncLocal<string?> { Value = "whoever opened the address" };
        var seen = new TaskCompletionSource<string?>();
        await using var imds = new ImdsEmulator(new ImdsEmulatorOptions { OnRequest = _ => seen.TrySetResult(local.Value) });
        using var client = Requests.At(await imds.ListenOnLoopbackAsync(cancellationToken: Cancel));

        await client.ReadAsync(Requests.InstanceId);

        (await seen.Task.WaitAsync(Cancel)).ShouldBeNull();
    }

    [Fact]
    public void An_address_that_cannot_be_opened_starts_no_server()
    {
        var kestrel = new SharedKestrel(static (_, _) => { });

        Should.Throw<ListenException>(() => new SocketListener(kestrel, new IPEndPoint(IPAddress.Parse("192.0.2.1"), 80)));

        kestrel.IsRunning.ShouldBeFalse();
    }

    [Fact]
    public async Task A_listener_outlives_failures_of_its_connections()
    {
        var kestrel = new SharedKestrel(static (_, listen) => listen.Use(static next => c => c.Features.Get<SocketListener>()!.ServeAsync(c, next)));
        await using var listener = new SocketListener(kestrel, s_free);
        listener.Start(new Failing());
        for (var i = 0; i < 3; i++)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(listener.Endpoint, Cancel);
            var read = async () => await client.GetStream().ReadAsync(new byte[1], Cancel) is 0 ? "end" : "bytes";
            (await read().ContinueWith(static t => t.IsFaulted ? "end" : t.Result, Cancel, TaskContinuationOptions.None, TaskScheduler.Default)).ShouldBe("end");
        }
    }

    private sealed class Failing : IConnectionHost
    {
        public IRequestHandler? Admit(ConnectionContext connection, Socket? socket) => throw new InvalidOperationException("on purpose");
    }
}
