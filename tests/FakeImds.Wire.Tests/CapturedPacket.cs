using System.Buffers.Binary;
using System.Text;

namespace FakeImds.Wire.Tests;

/// <summary>A TCP segment as it arrived on an Ethernet link.</summary>
internal sealed record CapturedPacket(int Ttl, int SourcePort, int DestinationPort, byte Flags, string Payload)
{
    private const int EthernetHeader = 14;

    public bool IsSynAck => (Flags & 0x12) == 0x12;

    public bool IsLast => (Flags & 0x05) != 0; // FIN or RST

    /// <summary>Reads an Ethernet frame; null when it holds no TCP. IPv6 extension headers do not occur here.</summary>
    public static CapturedPacket? Parse(ReadOnlySpan<byte> frame)
    {
        var ip = frame[EthernetHeader..];
        switch (BinaryPrimitives.ReadUInt16BigEndian(frame[12..]))
        {
            case 0x0800 when ip[9] == 6:
                // The total length cuts off the padding of a short frame.
                return ParseTcp(ip[8], ip[((ip[0] & 0x0F) * 4)..BinaryPrimitives.ReadUInt16BigEndian(ip[2..])]);
            case 0x86DD when ip[6] == 6:
                return ParseTcp(ip[7], ip.Slice(40, BinaryPrimitives.ReadUInt16BigEndian(ip[4..])));
            default:
                return null;
        }
    }

    private static CapturedPacket ParseTcp(int ttl, ReadOnlySpan<byte> tcp) => new(
        ttl,
        BinaryPrimitives.ReadUInt16BigEndian(tcp),
        BinaryPrimitives.ReadUInt16BigEndian(tcp[2..]),
        tcp[13],
        Encoding.Latin1.GetString(tcp[((tcp[12] >> 4) * 4)..]));
}
