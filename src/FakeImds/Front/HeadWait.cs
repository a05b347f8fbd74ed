using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace FakeImds.Front;

/// <summary>
/// The wait for a head that has not come yet: between two requests of a kept connection there is always one. Made once for a
/// connection, of which one reads at a time; an async method would look for its state anew each time.
/// </summary>
/// <param name="reader">Whose head it is.</param>
internal sealed class HeadWait(HeadReader reader) : IValueTaskSource<ReadResult>
{
    private ManualResetValueTaskSourceCore<ReadResult> _head;
    private ConfiguredValueTaskAwaitable<ReadResult>.ConfiguredValueTaskAwaiter _reading;
    private CancellationToken _cancellationToken;
    private Action? _goOn;

    /// <summary>Waits.</summary>
    /// <param name="reading">The bytes that are to come.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<ReadResult> HeadAsync(ValueTask<ReadResult> reading, CancellationToken cancellationToken)
    {
        _head.Reset();
        _cancellationToken = cancellationToken;
        WaitFor(reading);
        return new ValueTask<ReadResult>(this, _head.Version);
    }

    ReadResult IValueTaskSource<ReadResult>.GetResult(short token) => _head.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<ReadResult>.GetStatus(short token) => _head.GetStatus(token);

    void IValueTaskSource<ReadResult>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _head.OnCompleted(continuation, state, token, flags);

    private void WaitFor(ValueTask<ReadResult> reading)
    {
        _reading = reading.ConfigureAwait(false).GetAwaiter();
        _reading.UnsafeOnCompleted(_goOn ??= GoOn);
    }

    private void GoOn()
    {
        ReadResult handed;
        try
        {
            var read = _reading.GetResult();
            while (!reader.TryHand(read, out handed))
            {
                var reading = reader.ReadOnAsync(read, _cancellationToken);
                if (!reading.IsCompleted)
                {
                    WaitFor(reading);
                    return;
                }

                read = reading.GetAwaiter().GetResult();
            }
        }
        catch (Exception e)
        {
            _head.SetException(e);
            return;
        }

        // Kestrel goes on here, and may wait for the next head before this returns.
        _head.SetResult(handed);
    }
}
