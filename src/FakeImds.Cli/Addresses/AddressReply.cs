using System.Net;
using System.Runtime.InteropServices;

namespace FakeImds.Cli.Addresses;

/// <summary>Reads an address out of rtnetlink's list.</summary>
internal static class AddressReply
{
    private const uint Forever = uint.MaxValue;

    /// <summary>Whether the reply is about this address of lo, and its life is limited.</summary>
    public static bool HasLimitedLife(ReadOnlyMemory<byte> reply, IPAddress address)
    {
        var body = reply.Span[AddressMessage.HeaderLength..];
        if (body.Length < AddressMessage.BodyLength || MemoryMarshal.Read<int>(body[4..]) != AddressMessage.LoopbackIndex)
        {
            return false;
        }

        var (isIt, valid) = (false, Forever);
        var rest = body[AddressMessage.BodyLength..];
        while (rest.Length >= 4)
        {
            int length = MemoryMarshal.Read<ushort>(rest);
            if (length < 4 || length > rest.Length)
            {
                break;
            }

            var value = rest[4..length];
            switch (MemoryMarshal.Read<ushort>(rest[2..]))
            {
                case AddressMessage.AddressAttribute or AddressMessage.LocalAttribute:
                    isIt |= value.SequenceEqual(address.GetAddressBytes());
                    break;
                case AddressMessage.CacheInfoAttribute when value.Length >= 8:
                    valid = MemoryMarshal.Read<uint>(value[4..]);
                    break;
            }

            rest = rest[Math.Min(rest.Length, (length + 3) & ~3)..];
        }

        return isIt && valid is not Forever;
    }
}
