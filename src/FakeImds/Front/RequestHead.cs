using System.Buffers;
using System.Text;

namespace FakeImds.Front;

/// <summary>
/// Reads a request's head where it lies: where it ends, and whether it has what Kestrel asks for and EC2 does not, a
/// <c>Host</c> and a length (docs/fidelity.md#host-missing). Reading goes on where it stopped when more bytes have come.
/// </summary>
internal struct RequestHead
{
    /// <summary>The most bytes that a head may have: Kestrel's limits of the request line and of all headers.</summary>
    public const int MaxBytes = MaxLineBytes + (32 * 1024);

    private const int MaxLineBytes = 8 * 1024;

    private static readonly SearchValues<byte> s_name = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-"u8);
    private static readonly SearchValues<byte> s_ipv6 = SearchValues.Create("abcdefABCDEF0123456789.:"u8);

    private int _next;
    private int _hosts;
    private bool _hasOddHost;
    private bool _hasLength;
    private bool _isHttp11;
    private bool _takesBody;

    /// <summary>Where the request line begins: empty lines before it are passed over.</summary>
    public int Start { get; private set; }

    /// <summary>Where the header lines begin; 0 while the request line is not whole.</summary>
    public int Headers { get; private set; }

    /// <summary>Where the head ends, when it is whole.</summary>
    public int End { get; private set; }

    /// <summary>Whether there is an <c>X-Forwarded-For</c>.</summary>
    public bool IsForwarded { get; private set; }

    public readonly bool LacksHost => _hosts == 0 ? _isHttp11 : _hosts > 1 || _hasOddHost;

    public readonly bool LacksLength => !_isHttp11 && _takesBody && !_hasLength;

    /// <param name="bytes">All bytes from the beginning, at least as many as the last time.</param>
    public HeadState Read(ReadOnlySpan<byte> bytes)
    {
        if (Headers == 0)
        {
            while (Start < bytes.Length && bytes[Start] is (byte)'\r' or (byte)'\n')
            {
                Start++;
            }

            var state = ReadLine(bytes[Start..]);
            if (state is not HeadState.Whole)
            {
                return state;
            }
        }

        int length;
        while ((length = bytes[_next..].IndexOf((byte)'\n')) >= 0)
        {
            var line = bytes.Slice(_next, length);
            _next += length + 1;
            if (line is [] or [(byte)'\r'])
            {
                End = _next;
                return LacksHost || LacksLength ? HeadState.Lacking : HeadState.Whole;
            }

            Note(line);
        }

        return bytes.Length < MaxBytes ? HeadState.Incomplete : HeadState.Unreadable;
    }

    /// <summary>True for a <c>Host</c> line.</summary>
    public static bool IsHost(ReadOnlySpan<byte> line) => Has(line, "Host:"u8);

    private HeadState ReadLine(ReadOnlySpan<byte> bytes)
    {
        var length = bytes.IndexOf((byte)'\n');
        if (length < 0)
        {
            var isHopeless = bytes.Length >= MaxLineBytes || (bytes.Length > 0 && bytes[0] is <= (byte)' ' or >= 0x7f);
            return isHopeless ? HeadState.Unreadable : HeadState.Incomplete;
        }

        var line = bytes[..length].TrimEnd((byte)'\r');
        _isHttp11 = line.EndsWith(" HTTP/1.1"u8);
        if (!_isHttp11 && !line.EndsWith(" HTTP/1.0"u8))
        {
            return HeadState.Unreadable;
        }

        _takesBody = line.StartsWith("PUT "u8) || line.StartsWith("POST "u8);
        Headers = _next = Start + length + 1;
        return HeadState.Whole;
    }

    private void Note(ReadOnlySpan<byte> line)
    {
        switch (line[0] | 0x20)
        {
            case 'h' when IsHost(line):
                _hosts++;
                _hasOddHost |= !line.SequenceEqual("Host: 169.254.169.254\r"u8) && !IsPlain(line["Host:".Length..].Trim(" \t\r"u8));
                break;
            case 'c' when Has(line, "Content-Length:"u8):
            case 't' when Has(line, "Transfer-Encoding:"u8):
                _hasLength = true;
                break;
            case 'x' when Has(line, "X-Forwarded-For:"u8):
                IsForwarded = true;
                break;
        }
    }

    // The name comes with its colon: where that stands tells most names apart.
    private static bool Has(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name) =>
        line.Length >= name.Length && line[name.Length - 1] == (byte)':' && Ascii.EqualsIgnoreCase(line[..name.Length], name);

    // A name or an address, with or without a port. All else is for Kestrel no Host, and to EC2 it seems to mean nothing.
    private static bool IsPlain(ReadOnlySpan<byte> host)
    {
        var port = host.LastIndexOf((byte)':');
        if (port >= 0 && host[^1] != (byte)']')
        {
            if (port == host.Length - 1 || host[(port + 1)..].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            {
                return false;
            }

            host = host[..port];
        }

        return host is [(byte)'[', _, _, .., (byte)']'] ? !host[1..^1].ContainsAnyExcept(s_ipv6) : !host.ContainsAnyExcept(s_name);
    }
}
