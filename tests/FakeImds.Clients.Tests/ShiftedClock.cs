namespace FakeImds.Clients.Tests;

/// <summary>The system's clock (clients compare it with the end of credentials), moved ahead as a test wants.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long _shiftTicks;
    private long _shiftTicksAfterNextLook;

    public override DateTimeOffset GetUtcNow()
    {
        var now = DateTimeOffset.UtcNow.AddTicks(Interlocked.Read(ref _shiftTicks));
        Interlocked.Add(ref _shiftTicks, Interlocked.Exchange(ref _shiftTicksAfterNextLook, 0));
        return now;
    }

    public void Advance(TimeSpan time) => Interlocked.Add(ref _shiftTicks, time.Ticks);

    /// <summary>The next request still sees the present, the one after it the future.</summary>
    public void AdvanceAfterNextRequest(TimeSpan time) => Interlocked.Exchange(ref _shiftTicksAfterNextLook, time.Ticks);
}
