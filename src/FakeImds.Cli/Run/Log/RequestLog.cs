using System.Buffers;
using System.Collections.Concurrent;
using FakeImds.Cli.Health;
using FakeImds.Journal;

namespace FakeImds.Cli.Run;

/// <summary>
/// Writes one line per request: those of a few milliseconds together, with one write. The server never waits: when the output
/// stalls for long, lines are dropped and counted.
/// </summary>
internal sealed class RequestLog : IAsyncDisposable
{
    private const int Capacity = 65536;
    private const int FlushBytes = 32768;

    // What a reader does not notice and a busy server fills with hundreds of lines.
    private static readonly TimeSpan s_batchTime = TimeSpan.FromMilliseconds(10);

    // Less than the second in which the program is to end.
    private static readonly TimeSpan s_lastFlush = TimeSpan.FromMilliseconds(300);

    private readonly ConcurrentQueue<ServedRequest> _waiting = new();
    private readonly ArrayBufferWriter<byte> _batch = new(4096);
    private readonly Lock _writing = new();
    private readonly Stream _output;
    private readonly IRequestForm _form;
    private readonly RequestLogLevel _level;
    private readonly Action<string> _tell;
    private readonly Timer _timer;
    private int _count;
    private bool _hasStarted;
    private int _isScheduled = 1;
    private long _dropped;
    private volatile bool _hasEnded;

    /// <param name="output">Where lines go. It can throw an <see cref="IOException"/>; then the log ends.</param>
    /// <param name="form">Their form.</param>
    /// <param name="level">Which requests.</param>
    /// <param name="tell">Told when the output takes no more.</param>
    public RequestLog(Stream output, IRequestForm form, RequestLogLevel level, Action<string> tell)
    {
        _output = output;
        _form = form;
        _level = level;
        _tell = tell;
        _timer = new Timer(static log => ((RequestLog)log!).WriteBatch(), this, Timeout.Infinite, Timeout.Infinite);
    }

    /// <summary>Lets lines out: those of requests before this wait.</summary>
    public void Start()
    {
        _hasStarted = true;
        Schedule();
    }

    /// <summary>Takes a request; returns at once.</summary>
    public void Add(ServedRequest request)
    {
        if (_hasEnded || HealthCheck.IsOne(request) || (_level is RequestLogLevel.Errors && request.Outcome is AnswerOutcome.Sent && request.Status < 400))
        {
            return;
        }

        if (Interlocked.Increment(ref _count) > Capacity)
        {
            Interlocked.Decrement(ref _count);
            Interlocked.Increment(ref _dropped);
            return;
        }

        _waiting.Enqueue(request);
        if (Volatile.Read(ref _isScheduled) is 0 && Interlocked.Exchange(ref _isScheduled, 1) is 0)
        {
            Schedule();
        }
    }

    /// <summary>Writes what is waiting, and gives up on an output that does not take it.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await (_hasStarted ? Task.Run(Write) : Task.CompletedTask).WaitAsync(s_lastFlush);
        }
        catch (TimeoutException)
        {
            // Nobody reads the output; the program ends all the same.
        }

        // Does not wait for a write that stalls, as DisposeAsync would.
        _timer.Dispose();
    }

    private void Schedule()
    {
        try
        {
            _timer.Change(s_batchTime, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // The log ended while its output stalled.
        }
    }

    private void WriteBatch()
    {
        Write();

        // A request that came since sees 0 here, or is seen here.
        Interlocked.Exchange(ref _isScheduled, 0);
        if (Volatile.Read(ref _count) > 0 && !_hasEnded && Interlocked.Exchange(ref _isScheduled, 1) is 0)
        {
            Schedule();
        }
    }

    private void Write()
    {
        lock (_writing)
        {
            try
            {
                while (!_hasEnded && _waiting.TryDequeue(out var request))
                {
                    Interlocked.Decrement(ref _count);
                    _form.Write(_batch, request);
                    if (_batch.WrittenCount >= FlushBytes)
                    {
                        Flush();
                    }
                }

                if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped)
                {
                    _form.WriteDropped(_batch, dropped);
                }

                Flush();
            }
            catch (IOException e)
            {
                End(e);
            }
        }
    }

    private void Flush()
    {
        if (_batch.WrittenCount > 0 && !_hasEnded)
        {
            _output.Write(_batch.WrittenSpan);
            _batch.ResetWrittenCount();
        }
    }

    private void End(IOException e)
    {
        _hasEnded = true;
        _waiting.Clear();
        _tell($"fakeimds: the request log ends here, and serving goes on: {e.Message}");
    }
}
