using System.Formats.Asn1;

namespace FakeImds.Identity;

/// <summary>BER values of indefinite length around DER values; <see cref="AsnWriter"/> writes definite lengths only.</summary>
internal sealed class IndefiniteLengthWriter
{
    internal const byte Sequence = 0x30;
    internal const byte ConstructedOctetString = 0x24;
    internal const byte Context0 = 0xA0;

    private const byte IndefiniteLength = 0x80;

    private static readonly byte[] EndOfContents = [0, 0];

    private readonly List<byte> _output = [];

    internal void Open(byte constructedTag) => _output.AddRange([constructedTag, IndefiniteLength]);

    internal void Close(int values)
    {
        for (var i = 0; i < values; i++)
        {
            _output.AddRange(EndOfContents);
        }
    }

    internal void Write(Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        write(writer);
        _output.AddRange(writer.Encode());
    }

    internal byte[] ToArray() => _output.ToArray();
}
