using System.Net;
using System.Net.Sockets;

namespace FakeImds.Cli.Addresses;

/// <summary>
/// Says to other programs of the network namespace that this one uses an address: an abstract Unix socket, which the kernel takes
/// away however the program ends, and lists in <c>/proc/net/unix</c>.
/// </summary>
internal sealed class AddressMark : IDisposable
{
    private readonly Socket? _socket;

    private AddressMark(Socket? socket) => _socket = socket;

    public static AddressMark Set(IPAddress address)
    {
        try
        {
            return new AddressMark(AbstractSocket.TryBind($"{Prefix(address)}{Guid.NewGuid():N}"));
        }
        catch (SocketException)
        {
            // The others can't know then, and the address may go with the last of them.
            return new AddressMark(socket: null);
        }
    }

    /// <summary>Whether any program uses the address, as far as can be seen.</summary>
    public static bool IsAnyOn(IPAddress address)
    {
        try
        {
            var mark = "@" + Prefix(address);
            return File.ReadLines("/proc/net/unix").Any(line => line.Contains(mark, StringComparison.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The address is left, and ends by itself within a minute.
            return true;
        }
    }

    public void Dispose() => _socket?.Dispose();

    private static string Prefix(IPAddress address) => $"fakeimds/{address}/";
}
