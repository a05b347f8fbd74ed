using System.Net;
using System.Net.Sockets;
using System.Text;
using FakeImds.Ec2;
using FakeImds.Faults;

namespace FakeImds.Tests.Faults;

public sealed class WireFaultTests : IAsyncDisposable
{
    private readonly NotedTimers _time = new();
    private readonly ImdsEmulator _emulator;

    public WireFaultTests() => _emulator = new ImdsEmulator(new ImdsEmulatorOptions { Account = new Ec2AccountOptions { TimeProvider = _time } });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Fact]
    public async Task A_connection_is_reset()
    {
        var endpoint = await ListenAsync();
        _emulator.Faults.Add(new Fault { Type = FaultType.Reset, Times = 1 });
        (await Should.ThrowAsync<SocketException>(AskAsync(endpoint))).SocketErrorCode.ShouldBe(SocketError.ConnectionReset);
        (await AskAsync(endpoint)).ShouldStartWith("HTTP/1.1 200 OK");
    }

    [Fact]
    public async Task Where_nothing_listens_connections_are_refused_until_something_does()
    {
        var endpoint = await ListenAsync();
        (await AskAsync(endpoint)).ShouldStartWith("HTTP/1.1 200 OK");
        for (var round = 0; round < 3; round++)
        {
            _emulator.Faults.Add(new Fault { Type = FaultType.NotListening, Until = _time.GetUtcNow().AddSeconds(5) });
            (await Should.ThrowAsync<SocketException>(AskAsync(endpoint))).SocketErrorCode.ShouldBe(SocketError.ConnectionRefused);
            _time.Advance(TimeSpan.FromSeconds(5));
            (await AskAsync(endpoint)).ShouldStartWith("HTTP/1.1 200 OK");
        }
    }

    [Fact]
    public async Task An_address_that_is_opened_while_nothing_listens_refuses()
    {
        _emulator.Faults.Add(new Fault { Type = FaultType.NotListening });
        var endpoint = await ListenAsync();
        (await Should.ThrowAsync<SocketException>(AskAsync(endpoint))).SocketErrorCode.ShouldBe(SocketError.ConnectionRefused);
        _emulator.Faults.Clear();
        (await AskAsync(endpoint)).ShouldStartWith("HTTP/1.1 200 OK");
        _emulator.Faults.Add(new Fault { Type = FaultType.NotListening });
        await _emulator.DisposeAsync();
        using var free = new TcpListener(endpoint);
        free.Start();
    }

    [Fact]
    public async Task A_client_that_waits_no_longer_costs_nothing()
    {
        var endpoint = await ListenAsync();
        _emulator.Faults.Add(new Fault { Type = FaultType.Latency, Latency = TimeSpan.FromHours(1) });
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(endpoint, Cancel);
            await client.GetStream().WriteAsync("GET /latest/ HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray(), Cancel);
            await _time.NextWaitAsync();
            client.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        _emulator.Faults.Clear();
        (await AskAsync(endpoint)).ShouldStartWith("HTTP/1.1 200 OK");
    }

    private Task<IPEndPoint> ListenAsync() => _emulator.ListenAsync(new IPEndPoint(IPAddress.Loopback, 0), cancellationToken: Cancel);

    private static async Task<string> AskAsync(IPEndPoint endpoint)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(endpoint, Cancel);
        await socket.SendAsync("GET /latest/ HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray(), Cancel);
        var buffer = new byte[4096];
        return Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer, Cancel));
    }
}
