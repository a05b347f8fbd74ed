using Microsoft.Extensions.Time.Testing;

namespace FakeImds.Tests.Clock;

public sealed class AdjustableTimeProviderTests
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _basis = new(s_start);
    private readonly AdjustableTimeProvider _clock;

    public AdjustableTimeProviderTests() => _clock = new AdjustableTimeProvider(_basis);

    [Fact]
    public void It_goes_on_with_its_basis_from_where_it_was_set()
    {
        _clock.GetUtcNow().ShouldBe(s_start);
        _clock.SetUtcNow(s_start.AddYears(1));
        _basis.Advance(TimeSpan.FromSeconds(5));
        _clock.GetUtcNow().ShouldBe(s_start.AddYears(1).AddSeconds(5));
        _clock.Advance(TimeSpan.FromSeconds(1));
        _clock.Offset.ShouldBe(s_start.AddYears(1).AddSeconds(1) - s_start);
    }

    [Fact]
    public void Timers_that_become_due_run_before_the_call_returns_in_their_order()
    {
        List<string> order = [];
        using var second = _clock.CreateTimer(_ => order.Add("second"), null, TimeSpan.FromSeconds(20), Timeout.InfiniteTimeSpan);
        using var first = _clock.CreateTimer(_ => order.Add("first"), null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        using var third = _clock.CreateTimer(_ => order.Add("third"), null, TimeSpan.FromSeconds(30), Timeout.InfiniteTimeSpan);
        _clock.Advance(TimeSpan.FromSeconds(9));
        order.ShouldBeEmpty();
        _clock.SetUtcNow(s_start.AddSeconds(20));
        order.ShouldBe(["first", "second"]);
        _basis.Advance(TimeSpan.FromSeconds(10));
        order.ShouldBe(["first", "second", "third"]);
    }

    [Fact]
    public void A_timer_runs_by_the_basis_too_and_only_once()
    {
        var runs = 0;
        using var timer = _clock.CreateTimer(_ => runs++, null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        _clock.Advance(TimeSpan.FromSeconds(4));
        _basis.Advance(TimeSpan.FromSeconds(6));
        runs.ShouldBe(1);
        _basis.Advance(TimeSpan.FromSeconds(60));
        _clock.Advance(TimeSpan.FromSeconds(60));
        runs.ShouldBe(1);
    }

    [Fact]
    public void A_timer_waits_longer_than_any_basis_can()
    {
        var runs = 0;
        using var timer = _clock.CreateTimer(_ => runs++, null, TimeSpan.FromDays(400), Timeout.InfiniteTimeSpan);
        _basis.Advance(TimeSpan.FromDays(399));
        runs.ShouldBe(0);
        _basis.Advance(TimeSpan.FromDays(1));
        runs.ShouldBe(1);
    }

    [Fact]
    public void A_periodic_timer_makes_one_round_of_those_it_missed()
    {
        var runs = 0;
        using var timer = _clock.CreateTimer(_ => runs++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromDays(365));
        runs.ShouldBe(1);
        _basis.Advance(TimeSpan.FromSeconds(1));
        runs.ShouldBe(2);
    }

    [Fact]
    public void Set_back_it_leaves_timers_and_timestamps_alone()
    {
        var runs = 0;
        using var timer = _clock.CreateTimer(_ => runs++, null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        var before = _clock.GetTimestamp();
        _clock.SetUtcNow(s_start.AddYears(-3));
        _clock.GetTimestamp().ShouldBe(before);
        _basis.Advance(TimeSpan.FromSeconds(10));
        runs.ShouldBe(1);
    }

    [Fact]
    public void A_disposed_or_stopped_timer_does_not_run()
    {
        var runs = 0;
        var timer = _clock.CreateTimer(_ => runs++, null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan).ShouldBeTrue();
        _clock.Advance(TimeSpan.FromSeconds(10));
        timer.Change(TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        timer.Dispose();
        timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan).ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(10));
        runs.ShouldBe(0);
    }

    [Fact]
    public async Task A_delay_ends_when_the_clock_is_set_beyond_it()
    {
        var delay = Task.Delay(TimeSpan.FromHours(1), _clock, TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromHours(1));
        await delay;
    }

    [Fact]
    public void Impossible_times_are_refused_and_change_nothing()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => _clock.Advance(TimeSpan.FromTicks(-1)));
        Should.Throw<ArgumentOutOfRangeException>(() => _clock.Advance(TimeSpan.MaxValue));
        Should.Throw<ArgumentOutOfRangeException>(() => _clock.SetUtcNow(DateTimeOffset.MinValue));
        Should.Throw<ArgumentNullException>(() => _clock.CreateTimer(null!, null, TimeSpan.Zero, TimeSpan.Zero));
        _clock.GetUtcNow().ShouldBe(s_start);
    }
}
