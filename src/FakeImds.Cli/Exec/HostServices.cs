using System.Globalization;
using System.Net;
using System.Net.Sockets;
using FakeImds.Cli.Namespaces;

namespace FakeImds.Cli.Exec;

/// <summary>
/// The TCP services that listen on the host's loopback when the command starts, at the same ports of the command's: a database that
/// a test uses is still there. What the command itself listens on stays its own.
/// </summary>
internal sealed class HostServices : IDisposable
{
    private const string Listening = "0A";
    private const int LocalColumn = 1;
    private const int StateColumn = 3;
    private const int Backlog = 64;

    private readonly List<Socket> _listeners = [];

    private HostServices()
    {
    }

    /// <summary>Opens the ports in the command's network.</summary>
    public static HostServices Open(NetworkSpace command)
    {
        var ports = Ports("/proc/net/tcp").Concat(Ports("/proc/net/tcp6")).Distinct().ToArray();
        var services = new HostServices();
        command.Run(() =>
        {
            foreach (var port in ports)
            {
                services.Listen(IPAddress.Loopback, port);
                services.Listen(IPAddress.IPv6Loopback, port);
            }
        });
        foreach (var listener in services._listeners)
        {
            _ = AcceptAsync(listener);
        }

        return services;
    }

    public void Dispose()
    {
        foreach (var listener in _listeners)
        {
            listener.Dispose();
        }
    }

    private void Listen(IPAddress address, int port)
    {
        Socket? socket = null;
        try
        {
            socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(Backlog);
            _listeners.Add(socket);
        }
        catch (SocketException)
        {
            // No IPv6, or no right to a low port: the host's service is not there for the command.
            socket?.Dispose();
        }
    }

    private static async Task AcceptAsync(Socket listener)
    {
        var endpoint = (IPEndPoint)listener.LocalEndPoint!;
        try
        {
            while (true)
            {
                _ = ServeAsync(await listener.AcceptAsync(), endpoint);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed with the command.
        }
    }

    private static async Task ServeAsync(Socket inside, IPEndPoint endpoint)
    {
        using (inside)
        using (var outside = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp))
        {
            try
            {
                await outside.ConnectAsync(endpoint);
                await Task.WhenAll(PumpAsync(inside, outside), PumpAsync(outside, inside));
            }
            catch (SocketException)
            {
                // Either side is gone; so is the other now.
            }
        }
    }

    private static async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await from.ReceiveAsync(buffer)) > 0)
        {
            for (var sent = 0; sent < read; sent += await to.SendAsync(buffer.AsMemory(sent, read - sent)))
            {
            }
        }

        to.Shutdown(SocketShutdown.Send);
    }

    // proc_pid_net(5); addresses are words in the machine's order, so that loopback and all addresses read so here.
    private static IEnumerable<int> Ports(string table)
    {
        if (!File.Exists(table))
        {
            yield break;
        }

        foreach (var line in File.ReadLines(table))
        {
            var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (columns.Length > StateColumn && columns[StateColumn] is Listening && columns[LocalColumn].Split(':') is [var address, var port]
                && (address.All(static c => c is '0') || address is "0100007F" or "00000000000000000000000001000000" or "0000000000000000FFFF00000100007F"))
            {
                yield return int.Parse(port, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            }
        }
    }
}
