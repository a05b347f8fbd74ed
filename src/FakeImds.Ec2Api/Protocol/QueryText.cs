using System.Buffers;
using System.Text;
using FakeImds.Ec2;

namespace FakeImds.Ec2Api.Protocol;

/// <summary>Reads <c>a=1&amp;b=2</c> as forms and query strings carry it.</summary>
internal static class QueryText
{
    /// <summary>Enough for a request with 1,000 instances, each in several parameters.</summary>
    public const int MaxParameters = 10_000;

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Adds the parameters of a text to those known so far.</summary>
    /// <exception cref="Ec2Exception">A syntax error, a name given twice, too many, or characters that no answer could repeat.</exception>
    public static void Read(ReadOnlySpan<byte> text, Dictionary<string, string> parameters)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(text.Length);
        try
        {
            foreach (var range in text.Split((byte)'&'))
            {
                var pair = text[range];
                if (pair.IsEmpty)
                {
                    continue;
                }

                var equals = pair.IndexOf((byte)'=');
                var name = Decode(equals < 0 ? pair : pair[..equals], buffer);
                var value = equals < 0 ? "" : Decode(pair[(equals + 1)..], buffer);
                Check(name, value);
                if (!parameters.TryAdd(name, value))
                {
                    throw new Ec2Exception(ApiErrors.Duplicate(name));
                }

                if (parameters.Count > MaxParameters)
                {
                    throw new Ec2Exception(ApiErrors.TooManyParameters(MaxParameters));
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string Decode(ReadOnlySpan<byte> text, byte[] buffer)
    {
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is (byte)'%')
            {
                if (i + 2 >= text.Length || !IsHex(text[i + 1]) || !IsHex(text[i + 2]))
                {
                    throw new Ec2Exception(ApiErrors.MalformedQuery);
                }

                buffer[length++] = (byte)((Digit(text[i + 1]) << 4) | Digit(text[i + 2]));
                i += 2;
            }
            else
            {
                buffer[length++] = text[i] is (byte)'+' ? (byte)' ' : text[i];
            }
        }

        try
        {
            return s_utf8.GetString(buffer.AsSpan(0, length));
        }
        catch (DecoderFallbackException)
        {
            throw new Ec2Exception(ApiErrors.MalformedQuery);
        }
    }

    private static bool IsHex(byte digit) => char.IsAsciiHexDigit((char)digit);

    private static int Digit(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    // An error repeats names and values; a tag is shown again. What XML can't carry is refused once, here.
    private static void Check(string name, string value)
    {
        if (!XmlText.IsAllowed(name))
        {
            throw new Ec2Exception(ApiErrors.MalformedQuery);
        }

        if (!XmlText.IsAllowed(value))
        {
            throw new Ec2Exception(ApiErrors.InvalidCharacters(name));
        }
    }
}
