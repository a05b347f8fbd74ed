using System.Text;

namespace FakeImds.Cli.Tests.Run;

/// <summary>An output that remembers its writes, and can stall or fail.</summary>
internal sealed class RecordedOutput : MemoryStream
{
    private readonly Lock _change = new();
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Writes wait for it.</summary>
    public ManualResetEventSlim? Gate { get; init; }

    /// <summary>Thrown by each write.</summary>
    public IOException? Failure { get; init; }

    public int Writes { get; private set; }

    public int WritesWithWholeLines { get; private set; }

    public string Text
    {
        get
        {
            lock (_change)
            {
                return Encoding.UTF8.GetString(ToArray());
            }
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Gate?.Wait();
        if (Failure is not null)
        {
            _failed.TrySetResult();
            throw Failure;
        }

        lock (_change)
        {
            Writes++;
            WritesWithWholeLines += buffer[^1] is (byte)'\n' ? 1 : 0;
            base.Write(buffer);
            _written.TrySetResult();
        }
    }

    /// <summary>Waits until a write was refused.</summary>
    public Task FailedAsync() => _failed.Task;

    /// <summary>Waits until the text is as it shall be.</summary>
    public async Task UntilAsync(Func<string, bool> condition)
    {
        while (true)
        {
            Task written;
            lock (_change)
            {
                if (condition(Encoding.UTF8.GetString(ToArray())))
                {
                    return;
                }

                _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
                written = _written.Task;
            }

            await written.WaitAsync(TestContext.Current.CancellationToken);
        }
    }
}
