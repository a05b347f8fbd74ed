using System.Buffers;
using System.IO.Pipelines;

namespace FakeImds.Front;

/// <summary>The input of a connection on which a head was repaired: that head, then all that follows.</summary>
internal sealed class RepairedInput(PipeReader input) : PipeReader
{
    private readonly Pipe _bytes = new(new PipeOptions(pauseWriterThreshold: 0, resumeWriterThreshold: 0, useSynchronizationContext: false));

    /// <summary>Takes a head and what came with it, and reads them.</summary>
    public ReadResult Add(ReadOnlySpan<byte> head, ReadOnlySpan<byte> rest)
    {
        _bytes.Writer.Write(head);
        _bytes.Writer.Write(rest);
        Flush();
        _bytes.Reader.TryRead(out var read);
        return read;
    }

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        ReadResult read;
        while (!_bytes.Reader.TryRead(out read))
        {
            var more = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
            foreach (var part in more.Buffer)
            {
                _bytes.Writer.Write(part.Span);
            }

            input.AdvanceTo(more.Buffer.End);
            Flush();
            if (more.IsCompleted)
            {
                await _bytes.Writer.CompleteAsync().ConfigureAwait(false);
            }

            if (more.IsCanceled)
            {
                _bytes.Reader.CancelPendingRead();
            }
        }

        return read;
    }

    public override bool TryRead(out ReadResult result) => _bytes.Reader.TryRead(out result);

    public override void AdvanceTo(SequencePosition consumed) => _bytes.Reader.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => _bytes.Reader.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => input.CancelPendingRead();

    public override void Complete(Exception? exception = null)
    {
        _bytes.Writer.Complete();
        _bytes.Reader.Complete();
        input.Complete(exception);
    }

    // A pipe that never pauses its writer flushes at once.
    private void Flush() => _bytes.Writer.FlushAsync().AsTask().GetAwaiter().GetResult();
}
