using System.Buffers.Binary;
using System.Net.Sockets;

namespace FakeImds.Hops;

/// <summary>
/// The hop count of a connection's packets. An answer to a PUT leaves with the hop limit, all others with the system's
/// default; routers on the way do the rest (docs/fidelity.md#hop-limit). Linux only.
/// </summary>
internal sealed class ResponseTtl(Socket socket)
{
    // linux/in.h, linux/in6.h, linux/tcp.h
    private const int IpProtoIp = 0;
    private const int IpTtl = 2;
    private const int IpProtoIpv6 = 41;
    private const int Ipv6UnicastHops = 16;
    private const int IpProtoTcp = 6;
    private const int TcpInfo = 11;

    // struct tcp_info: eight bytes, then rto, ato, snd_mss, rcv_mss, unacked.
    private const int UnackedOffset = 24;

    // -1 gives a socket the system's default back; IP_TTL has it since Linux 4.0's check moved to -1 or 1..255.
    private const int SystemDefault = -1;

    private int _hops = SystemDefault;

    /// <summary>The limit of the packets that leave now; null without one.</summary>
    public int? Hops => _hops == SystemDefault ? null : _hops;

    /// <summary>Limits all packets from now on.</summary>
    public void Limit(int hops)
    {
        if (_hops != hops)
        {
            Set(hops);
            _hops = hops;
        }
    }

    /// <summary>
    /// Lifts the limit before an answer that is not to a PUT, on a connection that is kept alive. While an answer to a PUT
    /// is still unacknowledged the limit stays: TCP would send it again, unlimited.
    /// </summary>
    public void Lift()
    {
        if (_hops != SystemDefault && !HasUnacknowledgedData())
        {
            Set(SystemDefault);
            _hops = SystemDefault;
        }
    }

    private void Set(int hops)
    {
        Span<byte> value = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(value, hops);
        if (socket.AddressFamily is AddressFamily.InterNetworkV6)
        {
            socket.SetRawSocketOption(IpProtoIpv6, Ipv6UnicastHops, value);
            if (!socket.DualMode)
            {
                return;
            }
        }

        socket.SetRawSocketOption(IpProtoIp, IpTtl, value);
    }

    private bool HasUnacknowledgedData()
    {
        Span<byte> info = stackalloc byte[UnackedOffset + sizeof(int)];
        return socket.GetRawSocketOption(IpProtoTcp, TcpInfo, info) < info.Length
            || BinaryPrimitives.ReadInt32LittleEndian(info[UnackedOffset..]) != 0;
    }
}
