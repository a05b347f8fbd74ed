using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace FakeImds.Front;

/// <summary>
/// The input of a connection as Kestrel sees it: heads come whole and repaired, all else passes. What was handed out stays
/// readable until the application takes the request, so that a request which Kestrel rejects can be told of.
/// </summary>
internal sealed class HeadReader(PipeReader input) : PipeReader
{
    private PipeReader _source = input;
    private RequestHead _head;
    private Stage _stage;
    private ReadOnlySequence<byte> _handed;
    private MalformedRequest? _described;
    private HeadWait? _wait;
    private (SequencePosition Consumed, SequencePosition Examined)? _pending;
    private ReadOnlySequence<byte> _body;
    private long _left;

    private enum Stage
    {
        Head,
        Handed,
        Taken,
    }

    /// <summary>True from <see cref="Take"/> to <see cref="Release"/>.</summary>
    public bool IsTaken => _stage is Stage.Taken;

    /// <summary>False when the request that was handed out has surely no <c>X-Forwarded-For</c>.</summary>
    public bool MayBeForwarded { get; private set; }

    /// <summary>The application has the request.</summary>
    public void Take()
    {
        _stage = Stage.Taken;
        Settle();
        _left = 0;
        _handed = default;
        _described = null;
    }

    /// <summary>The request is answered and its body read; another head may follow.</summary>
    public void Release() => _stage = Stage.Head;

    /// <summary>The request that Kestrel was handed and did not let through.</summary>
    public MalformedRequest Describe() =>
        _described ?? (_stage is Stage.Handed && !_handed.IsEmpty ? MalformedRequest.Read(_handed) : MalformedRequest.None);

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        Settle();
        if (_stage is not Stage.Head)
        {
            return IsTaken ? ReadBodyAsync(cancellationToken) : _source.ReadAsync(cancellationToken);
        }

        var reading = _source.ReadAsync(cancellationToken);
        while (reading.IsCompletedSuccessfully)
        {
            var read = reading.Result;
            if (TryHand(read, out var handed))
            {
                return new ValueTask<ReadResult>(handed);
            }

            reading = ReadOnAsync(read, cancellationToken);
        }

        return (_wait ??= new HeadWait(this)).HeadAsync(reading, cancellationToken);
    }

    public override bool TryRead(out ReadResult result)
    {
        Settle();
        if (_stage is not Stage.Head)
        {
            if (!_source.TryRead(out result))
            {
                return false;
            }

            result = IsTaken ? Body(result) : result;
            return true;
        }

        // Heads are waited for.
        result = default;
        return false;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        if (_stage is Stage.Handed)
        {
            _pending = (consumed, examined);
        }
        else
        {
            _left = _body.IsEmpty ? 0 : _body.Slice(consumed).Length;
            _body = default;
            _source.AdvanceTo(consumed, examined);
        }
    }

    public override void CancelPendingRead() => _source.CancelPendingRead();

    public override void Complete(Exception? exception = null)
    {
        Settle();
        _source.Complete(exception);
    }

    /// <summary>Reads on, after bytes in which no head ends.</summary>
    public ValueTask<ReadResult> ReadOnAsync(in ReadResult read, CancellationToken cancellationToken)
    {
        _source.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        return _source.ReadAsync(cancellationToken);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadResult> ReadBodyAsync(CancellationToken cancellationToken) =>
        Body(await _source.ReadAsync(cancellationToken).ConfigureAwait(false));

    // For Kestrel a body whose last bytes come with the end of input lacks some. The end comes for itself then.
    private ReadResult Body(in ReadResult read)
    {
        _body = read.Buffer;
        return read.IsCompleted && _body.Length > _left ? new ReadResult(_body, read.IsCanceled, isCompleted: false) : read;
    }

    /// <summary>Hands out a head.</summary>
    /// <returns>False when it has not ended.</returns>
    public bool TryHand(in ReadResult read, out ReadResult handed)
    {
        var buffer = read.Buffer;
        handed = read;
        if (read.IsCanceled)
        {
            // Kestrel ends the connection: it does not know of a head that has begun.
            handed = new ReadResult(buffer.Slice(buffer.Start, 0), isCanceled: true, isCompleted: false);
            return true;
        }

        var state = buffer.IsSingleSegment ? _head.Read(buffer.FirstSpan) : ReadParts(buffer);
        if (state is HeadState.Incomplete)
        {
            if (!read.IsCompleted)
            {
                return false;
            }

            state = HeadState.Unreadable;
        }

        if (state is HeadState.Lacking)
        {
            handed = Repaired(buffer);
            buffer = handed.Buffer;
        }
        else if (_head.Start > 0)
        {
            buffer = buffer.Slice(_head.Start);
            handed = new ReadResult(buffer, isCanceled: false, read.IsCompleted);
        }

        Hand(buffer, state);
        return true;
    }

    private void Hand(in ReadOnlySequence<byte> buffer, HeadState state)
    {
        // Of what is not whole Kestrel may ask for more; of these paths it changes the bytes.
        _described = !buffer.IsEmpty && (state is HeadState.Unreadable || buffer.FirstSpan[..Math.Min(buffer.FirstSpan.Length, _head.Headers - _head.Start)].IndexOf((byte)'%') >= 0)
            ? MalformedRequest.Read(buffer)
            : null;
        MayBeForwarded = state is HeadState.Unreadable || _head.IsForwarded;
        _handed = buffer;
        _head = default;
        _stage = Stage.Handed;
    }

    private ReadResult Repaired(in ReadOnlySequence<byte> buffer)
    {
        var head = HeadRepair.Repair(buffer.Slice(0, _head.End).ToArray(), _head);
        var rest = buffer.Slice(_head.End).ToArray();
        _source.AdvanceTo(buffer.End);
        var repaired = _source as RepairedInput ?? new RepairedInput(_source);
        _source = repaired;
        return repaired.Add(head, rest);
    }

    private HeadState ReadParts(in ReadOnlySequence<byte> buffer)
    {
        var length = (int)Math.Min(buffer.Length, RequestHead.MaxBytes);
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        buffer.Slice(0, length).CopyTo(bytes);
        var state = _head.Read(bytes.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bytes);
        return state;
    }

    private void Settle()
    {
        if (_pending is { } pending)
        {
            _pending = null;
            _source.AdvanceTo(pending.Consumed, pending.Examined);
        }
    }
}
