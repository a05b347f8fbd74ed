using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FakeImds.Ec2;

namespace FakeImds.Ec2Api.KeyPairs;

/// <summary>A public key in OpenSSH's form, with the fingerprint that EC2 tells of it.</summary>
internal sealed record OpenSshKey(string Type, string Text, string Fingerprint)
{
    private const string Rsa = "ssh-rsa";
    private const string Ed25519 = "ssh-ed25519";

    /// <summary>The key of a new RSA pair; EC2's fingerprint is the SHA-1 of the private key then.</summary>
    public static OpenSshKey Of(RSA pair, string comment)
    {
        var key = pair.ExportParameters(includePrivateParameters: false);
        byte[] blob = [.. Field(Encoding.ASCII.GetBytes(Rsa)), .. Field(Number(key.Exponent!)), .. Field(Number(key.Modulus!))];

        // EC2's own choice of hash.
#pragma warning disable CA5350
        return new OpenSshKey("rsa", $"{Rsa} {Convert.ToBase64String(blob)} {comment}", Hex(SHA1.HashData(pair.ExportPkcs8PrivateKey())));
#pragma warning restore CA5350
    }

    /// <summary>Reads an imported key.</summary>
    /// <exception cref="Ec2Exception">It is no such key: <c>InvalidKey.Format</c>.</exception>
    public static OpenSshKey Parse(string text, string comment)
    {
        var words = text.Split([' ', '\t', '\r', '\n'], 3, StringSplitOptions.RemoveEmptyEntries);
        var blob = new byte[text.Length];
        if (words.Length < 2 || words[0] is not (Rsa or Ed25519) || !Convert.TryFromBase64String(words[1], blob, out var length)
            || Fields(blob.AsMemory(0, length)) is not { } fields || Encoding.ASCII.GetString(fields[0].Span) != words[0])
        {
            throw new Ec2Exception(Ec2Errors.KeyFormat);
        }

        var key = $"{words[0]} {words[1]} {comment}";
        return words[0] switch
        {
            Ed25519 when fields is [_, { Length: 32 }] => new OpenSshKey("ed25519", key, Convert.ToBase64String(SHA256.HashData(blob.AsSpan(0, length)))),
            Rsa when fields is [_, { Length: > 0 }, { Length: > 0 }] => new OpenSshKey("rsa", key, OfPublic(fields[1], fields[2])),
            _ => throw new Ec2Exception(Ec2Errors.KeyFormat),
        };
    }

    private static string OfPublic(ReadOnlyMemory<byte> exponent, ReadOnlyMemory<byte> modulus)
    {
        try
        {
            using var rsa = RSA.Create(new RSAParameters { Exponent = exponent.ToArray(), Modulus = modulus.Span.TrimStart((byte)0).ToArray() });

            // EC2's own choice of hash.
#pragma warning disable CA5351
            return Hex(MD5.HashData(rsa.ExportSubjectPublicKeyInfo()));
#pragma warning restore CA5351
        }
        catch (CryptographicException)
        {
            throw new Ec2Exception(Ec2Errors.KeyFormat);
        }
    }

    private static string Hex(byte[] hash) => string.Join(':', hash.Select(static b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));

    private static byte[] Field(byte[] value)
    {
        var field = new byte[value.Length + 4];
        BinaryPrimitives.WriteInt32BigEndian(field, value.Length);
        value.CopyTo(field, 4);
        return field;
    }

    // A number with its highest bit set would be negative.
    private static byte[] Number(byte[] value) => value[0] >= 0x80 ? [0, .. value] : value;

    private static List<ReadOnlyMemory<byte>>? Fields(ReadOnlyMemory<byte> blob)
    {
        var fields = new List<ReadOnlyMemory<byte>>();
        while (blob.Length >= 4)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(blob.Span);
            if (length > blob.Length - 4)
            {
                return null;
            }

            fields.Add(blob.Slice(4, (int)length));
            blob = blob[(4 + (int)length)..];
        }

        return blob.IsEmpty && fields.Count > 0 ? fields : null;
    }
}
