namespace FakeImds;

/// <summary>
/// A clock that can be set while programs run by it. Going forward it takes its timers along: those that have become due run before
/// <see cref="Advance"/> returns, in the order in which they were due. Safe for use from many threads.
/// </summary>
public sealed class AdjustableTimeProvider : TimeProvider
{
    // Dates beyond these overflow what services make of them.
    private static readonly DateTimeOffset s_first = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_last = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TimeProvider _basis;
    private readonly Lock _change = new();
    private readonly HashSet<AdjustableTimer> _armed = [];
    private long _offset;
    private long _ahead;

    /// <summary>Makes a clock that shows the basis' time until it is set.</summary>
    /// <param name="basis">What goes on by itself; null for the system's clock.</param>
    public AdjustableTimeProvider(TimeProvider? basis = null) => _basis = basis ?? System;

    /// <summary>How far the clock is from its basis; negative when it is behind.</summary>
    public TimeSpan Offset => new(Volatile.Read(ref _offset));

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => _basis.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _basis.GetUtcNow() + Offset;

    /// <summary>A number that never falls, also when the clock is set back.</summary>
    /// <returns>Ticks of 100 nanoseconds.</returns>
    public override long GetTimestamp() =>
        (long)((Int128)_basis.GetTimestamp() * TimeSpan.TicksPerSecond / _basis.TimestampFrequency) + Volatile.Read(ref _ahead);

    /// <summary>Sets the clock forward.</summary>
    /// <param name="time">How far, zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is negative, or the clock would leave the years 2000 to 2199.</exception>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        Move(time);
    }

    /// <summary>
    /// Sets the clock. Set back, it leaves timers as they are: they count the time that passes.
    /// </summary>
    /// <param name="time">What the clock shows from now on.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is outside the years 2000 to 2199.</exception>
    public void SetUtcNow(DateTimeOffset time)
    {
        lock (_change)
        {
            Demand(time, nameof(time));
            Shift(time - GetUtcNow());
        }

        RunDue();
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new AdjustableTimer(this, _basis, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Changes timers, one at a time.</summary>
    internal Lock Gate => _change;

    /// <summary>Notes whether a timer waits. The gate is held.</summary>
    internal void Note(AdjustableTimer timer, bool isArmed)
    {
        if (isArmed)
        {
            _armed.Add(timer);
        }
        else
        {
            _armed.Remove(timer);
        }
    }

    private static void Demand(DateTimeOffset time, string argument)
    {
        if (time < s_first || time >= s_last)
        {
            throw new ArgumentOutOfRangeException(argument, $"{time:O} is not allowed. The clock shows the years 2000 to 2199.");
        }
    }

    private void Move(TimeSpan time)
    {
        lock (_change)
        {
            var now = GetUtcNow();
            Demand(time < s_last - now ? now + time : s_last, nameof(time));
            Shift(time);
        }

        RunDue();
    }

    private void Shift(TimeSpan by)
    {
        Volatile.Write(ref _offset, _offset + by.Ticks);
        Volatile.Write(ref _ahead, _ahead + Math.Max(0, by.Ticks));
    }

    private void RunDue()
    {
        AdjustableTimer[] due;
        lock (_change)
        {
            var now = GetTimestamp();
            due = [.. _armed.Where(t => t.Due <= now).OrderBy(static t => t.Due)];

            // The others have less to wait by their basis. A copy: a basis may run a timer while it is set.
            foreach (var timer in _armed.Where(t => t.Due > now).ToArray())
            {
                timer.SetAlarm(now);
            }
        }

        foreach (var timer in due)
        {
            timer.RunIfDue();
        }
    }
}
