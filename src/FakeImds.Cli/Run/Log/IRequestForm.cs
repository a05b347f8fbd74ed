using System.Buffers;
using FakeImds.Journal;

namespace FakeImds.Cli.Run;

/// <summary>The form of the request log. One thread at a time uses it.</summary>
internal interface IRequestForm
{
    /// <summary>Writes the line of a request, as UTF-8 with its end.</summary>
    public void Write(IBufferWriter<byte> output, in ServedRequest request);

    /// <summary>Writes the line that stands for requests that are not in the log.</summary>
    public void WriteDropped(IBufferWriter<byte> output, long count);
}
