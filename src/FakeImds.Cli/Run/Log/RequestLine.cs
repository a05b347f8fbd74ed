using System.Buffers;
using System.Buffers.Text;
using System.Text;
using FakeImds.Iac.Messages;
using FakeImds.Journal;

namespace FakeImds.Cli.Run;

/// <summary>The log as text: <c>2026-11-23T23:30:07.123Z 10.0.0.2 hops=1 GET /latest/meta-data/ v2 200</c>.</summary>
/// <param name="namesInstances">Whether each line ends with the instance, for addresses that several share.</param>
internal sealed class RequestLine(bool namesInstances = false) : IRequestForm
{
    private const int MaxNumberLength = 20;

    // Three bytes of UTF-8 as %XX.
    private const int MaxBytesOfCharacter = 9;

    private readonly RequestFields _fields = new();

    public void Write(IBufferWriter<byte> output, in ServedRequest request)
    {
        var line = output.GetSpan(
            RequestFields.TimeLength + RequestFields.MaxAddressLength + (2 * MaxNumberLength) + (MaxBytesOfCharacter * (request.Method.Length + request.Path.Length)) + request.InstanceId.Length + 32);
        var at = Put(line, 0, _fields.Time(request.Time));
        line[at++] = (byte)' ';
        at = Put(line, at, request.Client is { } client ? _fields.Address(client) : "-"u8);
        at = Put(line, at, " hops="u8);
        at = request.Hops is { } hops ? PutNumber(line, at, hops) : Put(line, at, "?"u8);
        line[at++] = (byte)' ';
        at = PutVisible(line, at, request.Method);
        line[at++] = (byte)' ';
        at = PutVisible(line, at, request.Path);
        at = Put(line, at, request.Version is ImdsVersion.V2 ? " v2 "u8 : " v1 "u8);
        at = request.Outcome is AnswerOutcome.Sent ? PutNumber(line, at, request.Status) : Put(line, at, RequestFields.Word(request.Outcome));
        if (namesInstances)
        {
            line[at++] = (byte)' ';
            at = PutVisible(line, at, request.InstanceId);
        }

        line[at++] = (byte)'\n';
        output.Advance(at);
    }

    public void WriteDropped(IBufferWriter<byte> output, long count)
    {
        var line = output.GetSpan(128);
        line[0] = (byte)'(';
        output.Advance(Put(line, PutNumber(line, 1, count), " requests are not in this log: the output was too slow)\n"u8));
    }

    private static int Put(Span<byte> line, int at, ReadOnlySpan<byte> text)
    {
        text.CopyTo(line[at..]);
        return at + text.Length;
    }

    private static int PutNumber(Span<byte> line, int at, long number)
    {
        Utf8Formatter.TryFormat(number, line[at..], out var length);
        return at + length;
    }

    // A field has no white space and nothing that a terminal or a log reader would act on: such characters appear as in a URL.
    private static int PutVisible(Span<byte> line, int at, string field)
    {
        if (field.Length is 0)
        {
            return Put(line, at, "-"u8);
        }

        if (field.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0)
        {
            Ascii.FromUtf16(field, line[at..], out var length);
            return at + length;
        }

        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in field.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && !OneLine.IsUnprintable(rune))
            {
                at += rune.EncodeToUtf8(line[at..]);
                continue;
            }

            foreach (var b in utf8[..rune.EncodeToUtf8(utf8)])
            {
                line[at++] = (byte)'%';
                Utf8Formatter.TryFormat(b, line[at..], out _, new('X', 2));
                at += 2;
            }
        }

        return at;
    }
}
