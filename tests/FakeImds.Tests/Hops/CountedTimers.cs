using Microsoft.Extensions.Time.Testing;

namespace FakeImds.Tests.Hops;

/// <summary>A clock that only the test moves, and that knows how many timers run on it.</summary>
internal sealed class CountedTimers : TimeProvider
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly TaskCompletionSource _none = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;

    public int Running => Volatile.Read(ref _running);

    /// <summary>Ends when the last timer has ended.</summary>
    public Task None => _none.Task.WaitAsync(TestContext.Current.CancellationToken);

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _running);
        return new CountedTimer(this, _time.CreateTimer(callback, state, dueTime, period));
    }

    private void Ended()
    {
        if (Interlocked.Decrement(ref _running) == 0)
        {
            _none.TrySetResult();
        }
    }

    private sealed class CountedTimer(CountedTimers owner, ITimer timer) : ITimer
    {
        private int _ended;

        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose()
        {
            timer.Dispose();
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                owner.Ended();
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
