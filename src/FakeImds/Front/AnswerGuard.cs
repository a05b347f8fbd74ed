using System.Buffers;
using System.IO.Pipelines;

namespace FakeImds.Front;

/// <summary>
/// The output of a connection as Kestrel sees it. What Kestrel writes while the application has no request is an answer of its
/// own: it does not leave, the service answers in its place, once (docs/fidelity.md#malformed).
/// </summary>
internal sealed class AnswerGuard(FrontedConnection connection, PipeWriter output) : PipeWriter
{
    private ArrayBufferWriter<byte>? _own;
    private bool _isRefused;

    public override bool CanGetUnflushedBytes => output.CanGetUnflushedBytes;

    public override long UnflushedBytes => output.UnflushedBytes;

    private ArrayBufferWriter<byte> Own => _own ??= new ArrayBufferWriter<byte>(256);

    public override Memory<byte> GetMemory(int sizeHint = 0) => connection.IsTaken ? output.GetMemory(sizeHint) : Own.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => connection.IsTaken ? output.GetSpan(sizeHint) : Own.GetSpan(sizeHint);

    public override void Advance(int bytes)
    {
        if (connection.IsTaken)
        {
            output.Advance(bytes);
        }
        else
        {
            Own.Advance(bytes);
        }
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
        connection.IsTaken || _own is not { WrittenCount: > 0 } ? output.FlushAsync(cancellationToken) : RefuseAsync(_own, cancellationToken);

    public override void CancelPendingFlush() => output.CancelPendingFlush();

    public override void Complete(Exception? exception = null)
    {
        // The end of a connection is a packet too: a withheld answer has none until its time is over.
        if (!connection.IsHeld)
        {
            output.Complete(exception);
        }
    }

    private ValueTask<FlushResult> RefuseAsync(ArrayBufferWriter<byte> own, CancellationToken cancellationToken)
    {
        var status = Status(own.WrittenSpan);
        own.Clear();
        if (_isRefused)
        {
            return new ValueTask<FlushResult>(new FlushResult(isCanceled: false, isCompleted: false));
        }

        _isRefused = true;
        return connection.Refuse(status) is { } answer
            ? output.WriteAsync(answer, cancellationToken)
            : new ValueTask<FlushResult>(new FlushResult(isCanceled: false, isCompleted: false));
    }

    // HTTP/1.1 NNN; other bytes are a frame of HTTP/2. Kestrel's 405 to a target without a slash says nothing of this service.
    private static int Status(ReadOnlySpan<byte> answer) =>
        answer.StartsWith("HTTP/1.1 "u8) && answer.Length > 12 && int.TryParse(answer.Slice(9, 3), null, out var status) && status is 408 or 413 or 414 or 431 or 505
            ? status
            : 400;
}
