using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace FakeImds.Tests.Hops;

/// <summary>Two connected sockets on loopback: the service's end, and a client's.</summary>
internal sealed class LoopbackSockets : IDisposable
{
    private LoopbackSockets(Socket service, Socket client)
    {
        Service = service;
        Client = client;
    }

    public Socket Service { get; }

    public Socket Client { get; }

    /// <summary>The hop count of the service's packets, as the system has it.</summary>
    public int Ipv4Ttl => Option(0, 2);

    public int Ipv6Hops => Option(41, 16);

    public static async Task<LoopbackSockets> ConnectAsync(
        IPAddress listen, IPAddress connect, Action<Socket>? prepare = null, Action<Socket>? client = null)
    {
        using var listener = new Socket(listen.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (listen.AddressFamily is AddressFamily.InterNetworkV6)
        {
            listener.DualMode = listen.Equals(IPAddress.IPv6Any);
        }

        prepare?.Invoke(listener);
        listener.Bind(new IPEndPoint(listen, 0));
        listener.Listen();
        var far = new Socket(connect.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        client?.Invoke(far);
        await far.ConnectAsync(new IPEndPoint(connect, ((IPEndPoint)listener.LocalEndPoint!).Port), TestContext.Current.CancellationToken);
        return new LoopbackSockets(await listener.AcceptAsync(TestContext.Current.CancellationToken), far);
    }

    public static void RequireLinux(IPAddress address)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The wire level needs Linux.");
        Assert.SkipUnless(address.AddressFamily is AddressFamily.InterNetwork || File.Exists("/proc/net/if_inet6"), "This machine has no IPv6.");
    }

    public void Dispose()
    {
        Service.Dispose();
        Client.Dispose();
    }

    private int Option(int level, int name)
    {
        Span<byte> value = stackalloc byte[sizeof(int)];
        Service.GetRawSocketOption(level, name, value);
        return BinaryPrimitives.ReadInt32LittleEndian(value);
    }
}
