using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace FakeImds.Journal;

/// <summary>The line of a client's connection in /proc/PID/net/tcp or tcp6 (proc_pid_net(5)).</summary>
internal sealed class SocketTableEntry(IPEndPoint client, IPEndPoint server)
{
    private const int InodeColumn = 9;

    // A client's dual-stack socket has IPv4 addresses in IPv6 form.
    private readonly string _ipv4 = Of(client, server, AddressFamily.InterNetwork);
    private readonly string _ipv6 = Of(client, server, AddressFamily.InterNetworkV6);

    /// <summary>The inode of the client's socket in the network namespace of a process; null when it is not there.</summary>
    public string? FindInode(int process) =>
        (_ipv4.Length > 0 ? Find($"/proc/{process}/net/tcp", _ipv4) : null) ?? Find($"/proc/{process}/net/tcp6", _ipv6);

    private static string? Find(string table, string addresses)
    {
        try
        {
            foreach (var line in File.ReadLines(table))
            {
                if (line.Contains(addresses, StringComparison.Ordinal)
                    && line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > InodeColumn } columns
                    && columns[InodeColumn] is not "0")
                {
                    return columns[InodeColumn];
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The process has ended, or IPv6 is not there.
        }

        return null;
    }

    // "LOCAL:PORT REMOTE:PORT ", addresses as words of 32 bits in the machine's order.
    private static string Of(IPEndPoint client, IPEndPoint server, AddressFamily family) =>
        Hex(client.Address, family) is { } local && Hex(server.Address, family) is { } remote
            ? string.Create(CultureInfo.InvariantCulture, $" {local}:{client.Port:X4} {remote}:{server.Port:X4} ")
            : "";

    private static string? Hex(IPAddress address, AddressFamily family)
    {
        if (family is AddressFamily.InterNetwork)
        {
            address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
            if (address.AddressFamily is not AddressFamily.InterNetwork)
            {
                return null;
            }
        }

        var bytes = family is AddressFamily.InterNetwork ? address.GetAddressBytes() : address.MapToIPv6().GetAddressBytes();
        var text = new StringBuilder(2 * bytes.Length);
        foreach (var word in MemoryMarshal.Cast<byte, uint>(bytes))
        {
            text.Append(word.ToString("X8", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
