using System.Diagnostics;
using System.Net.Sockets;

namespace FakeImds.Cli.Addresses;

/// <summary>Lets one program of the network namespace at a time change addresses. Ends with the program, however that ends.</summary>
internal sealed class AddressLock : IDisposable
{
    private const string Name = "fakeimds/lock";

    // Who has it needs a few system calls. One that is stopped by a signal meanwhile holds nobody up for long.
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);

    private readonly Socket? _socket;

    private AddressLock(Socket? socket) => _socket = socket;

    public static AddressLock Take()
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            Socket? socket;
            while ((socket = AbstractSocket.TryBind(Name)) is null && Stopwatch.GetElapsedTime(started) < s_patience)
            {
                Thread.Sleep(s_pause);
            }

            return new AddressLock(socket);
        }
        catch (SocketException)
        {
            return new AddressLock(socket: null);
        }
    }

    public void Dispose() => _socket?.Dispose();
}
