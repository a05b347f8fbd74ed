namespace FakeImds;

/// <summary>A timer of an <see cref="AdjustableTimeProvider"/>. It is due by the clock; the basis only wakes it.</summary>
internal sealed class AdjustableTimer : ITimer
{
    private const long Never = long.MaxValue;

    // What every basis can wait; a longer wait is several.
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    private readonly AdjustableTimeProvider _clock;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private readonly ITimer _alarm;
    private TimeSpan _period;
    private bool _isDisposed;

    public AdjustableTimer(AdjustableTimeProvider clock, TimeProvider basis, TimerCallback callback, object? state)
    {
        _clock = clock;
        _callback = callback;
        _state = state;
        _alarm = basis.CreateTimer(static timer => ((AdjustableTimer)timer!).RunIfDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The clock's timestamp at which it is due.</summary>
    public long Due { get; private set; } = Never;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, Timeout.InfiniteTimeSpan);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, Timeout.InfiniteTimeSpan);
        lock (_clock.Gate)
        {
            if (_isDisposed)
            {
                return false;
            }

            _period = period;
            Wait(dueTime == Timeout.InfiniteTimeSpan ? Never : _clock.GetTimestamp() + dueTime.Ticks);
            return true;
        }
    }

    /// <summary>Runs the callback when its time has come; else waits on.</summary>
    public void RunIfDue()
    {
        lock (_clock.Gate)
        {
            var now = _clock.GetTimestamp();
            if (Due > now)
            {
                Wait(Due);
                return;
            }

            // Missed rounds are one: the clock may have gone forward by years.
            Wait(_period <= TimeSpan.Zero ? Never : Math.Max(Due, now - _period.Ticks + 1) + _period.Ticks);
        }

        _callback(_state);
    }

    /// <summary>Lets the basis wake it. The gate is held.</summary>
    public void SetAlarm(long now)
    {
        if (!_isDisposed)
        {
            // Rounded up, or a basis of whole milliseconds wakes too early again and again.
            var left = Math.Ceiling((double)Math.Clamp(Due - now, 0, s_longest.Ticks) / TimeSpan.TicksPerMillisecond);
            _alarm.Change(Due is Never ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(left), Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_clock.Gate)
        {
            _isDisposed = true;
            Due = Never;
            _clock.Note(this, isArmed: false);
        }

        _alarm.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Wait(long due)
    {
        Due = due;
        _clock.Note(this, due is not Never);
        SetAlarm(_clock.GetTimestamp());
    }
}
