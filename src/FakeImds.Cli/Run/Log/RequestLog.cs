using System.Globalization;
using System.Threading.Channels;
using FakeImds.Journal;

namespace FakeImds.Cli.Run;

/// <summary>Writes one line per request from a task of its own. The server never waits: when the output stalls for long, lines are dropped and counted.</summary>
internal sealed class RequestLog : IAsyncDisposable
{
    private const int Capacity = 65536;

    // Less than the second in which the program is to end.
    private static readonly TimeSpan s_lastFlush = TimeSpan.FromMilliseconds(300);

    private readonly Channel<ServedRequest> _waiting = Channel.CreateBounded<ServedRequest>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly TextWriter _output;
    private readonly Task _writing;
    private long _dropped;

    public RequestLog(TextWriter output)
    {
        _output = output;
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Takes a request; returns at once.</summary>
    public void Add(ServedRequest request)
    {
        if (!_waiting.Writer.TryWrite(request))
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    /// <summary>Writes what is waiting, and gives up on an output that does not take it.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        try
        {
            await _writing.WaitAsync(s_lastFlush);
        }
        catch (TimeoutException)
        {
            // Nobody reads the output; the program ends all the same.
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync())
            {
                while (_waiting.Reader.TryRead(out var request))
                {
                    _output.Write(RequestLine.Of(request) + "\n");
                }

                if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped)
                {
                    _output.Write(string.Create(CultureInfo.InvariantCulture, $"({dropped} requests are not in this log: the output was too slow)\n"));
                }

                _output.Flush();
            }
        }
        catch (IOException)
        {
            // The reader of the output is gone; serving goes on.
        }
    }
}
