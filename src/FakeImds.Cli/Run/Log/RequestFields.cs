using System.Buffers.Text;
using System.Globalization;
using System.Net;
using FakeImds.Journal;

namespace FakeImds.Cli.Run;

/// <summary>Fields of the request log as UTF-8, without an allocation for each.</summary>
internal sealed class RequestFields
{
    public const int TimeLength = 24;

    /// <summary>As much as an IPv6 address with a scope takes.</summary>
    public const int MaxAddressLength = 65;

    private const int Ipv4Bytes = 4;
    private const int Ipv6Bytes = 16;

    private readonly byte[] _second = new byte[TimeLength];
    private readonly byte[] _address = new byte[MaxAddressLength];
    private long _formatted = -1;
    private IPAddress? _client;
    private int _addressLength;

    /// <summary><c>2026-11-23T23:30:07.123Z</c>, always of <see cref="TimeLength"/>.</summary>
    public ReadOnlySpan<byte> Time(DateTimeOffset time)
    {
        var milliseconds = time.UtcTicks / TimeSpan.TicksPerMillisecond;
        var (second, fraction) = Math.DivRem(milliseconds, 1000);
        if (second != _formatted)
        {
            time.UtcDateTime.TryFormat(_second, out _, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            _formatted = second;
        }

        Utf8Formatter.TryFormat((int)fraction, _second.AsSpan(TimeLength - 4), out _, new('D', 3));
        return _second;
    }

    /// <summary>What stands in the place of the status of an answer that did not arrive.</summary>
    public static ReadOnlySpan<byte> Word(AnswerOutcome outcome) => outcome switch
    {
        AnswerOutcome.Withheld => "withheld"u8,
        AnswerOutcome.Expired => "expired"u8,
        AnswerOutcome.Faulted => "faulted"u8,
        _ => "unsent"u8,
    };

    /// <summary>An address, an IPv4 address in IPv6 form as the IPv4 one. Requests of a connection have one object.</summary>
    public ReadOnlySpan<byte> Address(IPAddress address)
    {
        if (!ReferenceEquals(address, _client))
        {
            _addressLength = WriteAddress(_address, address);
            _client = address;
        }

        return _address.AsSpan(0, _addressLength);
    }

    private static int WriteAddress(Span<byte> destination, IPAddress address)
    {
        int length;
        if (!address.IsIPv4MappedToIPv6)
        {
            return address.TryFormat(destination, out length) ? length : 0;
        }

        Span<byte> bytes = stackalloc byte[Ipv6Bytes];
        address.TryWriteBytes(bytes, out _);
        var written = 0;
        foreach (var part in bytes[^Ipv4Bytes..])
        {
            if (written > 0)
            {
                destination[written++] = (byte)'.';
            }

            Utf8Formatter.TryFormat(part, destination[written..], out length);
            written += length;
        }

        return written;
    }
}
