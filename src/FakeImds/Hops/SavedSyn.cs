using System.Buffers.Binary;
using System.Net.Sockets;

namespace FakeImds.Hops;

/// <summary>The client's distance, read from the SYN that opened its connection (docs/fidelity.md#distance). Linux only.</summary>
internal static class SavedSyn
{
    // linux/tcp.h
    private const int IpProtoTcp = 6;
    private const int TcpSaveSyn = 27;
    private const int TcpSavedSyn = 28;

    // The IP header's hop count: RFC 791 and RFC 8200.
    private const int Ipv4TtlOffset = 8;
    private const int Ipv6HopLimitOffset = 7;

    /// <summary>Makes a listener keep the SYN of each connection. False where the system can't.</summary>
    public static bool TryEnable(Socket listener)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        Span<byte> on = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(on, 1);
        try
        {
            listener.SetRawSocketOption(IpProtoTcp, TcpSaveSyn, on);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>How many links away the client of an accepted connection is; null when that can't be told.</summary>
    public static int? Distance(Socket connection)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        // The option is given whole or not at all: 60 bytes of IPv4 header, or 40 of IPv6, and up to 60 of TCP.
        Span<byte> headers = stackalloc byte[128];
        int length;
        try
        {
            length = connection.GetRawSocketOption(IpProtoTcp, TcpSavedSyn, headers);
        }
        catch (SocketException)
        {
            return null;
        }

        return length <= Ipv4TtlOffset ? null : (headers[0] >> 4) switch
        {
            4 => Distance(headers[Ipv4TtlOffset]),
            6 => Distance(headers[Ipv6HopLimitOffset]),
            _ => null,
        };
    }

    /// <summary>Systems start at 64, 128 or 255 and each router takes one: the next of these above tells the distance.</summary>
    internal static int Distance(byte hopCount) => (hopCount <= 64 ? 64 : hopCount <= 128 ? 128 : 255) - hopCount + 1;
}
