using FakeImds.Ec2;
using Microsoft.Extensions.Time.Testing;

namespace FakeImds.Tests.Ec2;

public sealed class EventScheduleTests : IDisposable
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(s_start);
    private readonly ImdsEmulator _emulator;

    public EventScheduleTests() => _emulator = new ImdsEmulator(new ImdsEmulatorOptions { Account = new Ec2AccountOptions { TimeProvider = _time } });

    private EventSchedule Events => _emulator.Account.Events;

    private InstanceDescription Instance => _emulator.Instance.Snapshot.Description;

    public void Dispose() => _emulator.Dispose();

    [Fact]
    public void An_event_without_a_time_has_happened()
    {
        Events.Add(_emulator.Instance, new SpotInterruptionEvent("stop"));
        Instance.SpotInterruption.ShouldBe(new SpotInterruption("stop", s_start.AddMinutes(2)));
        Events.Pending.ShouldBeEmpty();
    }

    [Fact]
    public void Events_happen_at_their_times_whatever_the_order_in_which_they_are_given()
    {
        Events.Add(_emulator.Instance, new TargetLifecycleStateEvent("Terminated"), s_start.AddDays(100));
        Events.Add(_emulator.Instance, new TargetLifecycleStateEvent("InService"), s_start.AddSeconds(1));
        Events.Add(_emulator.Instance, new RebalanceEvent(), s_start.AddSeconds(1));
        Events.Pending.Select(static e => e.Time - s_start).ShouldBe([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), TimeSpan.FromDays(100)]);
        _time.Advance(TimeSpan.FromSeconds(1));
        (Instance.TargetLifecycleState, Instance.RebalanceNoticeTime).ShouldBe(("InService", s_start.AddSeconds(1)));
        _time.Advance(TimeSpan.FromDays(100));
        Instance.TargetLifecycleState.ShouldBe("Terminated");
        Events.Pending.ShouldBeEmpty();
    }

    [Fact]
    public void A_cancelled_event_does_not_happen_and_the_next_does()
    {
        var first = Events.Add(_emulator.Instance, new RebalanceEvent(), s_start.AddSeconds(1));
        Events.Add(_emulator.Instance, new TargetLifecycleStateEvent("Standby"), s_start.AddSeconds(2));
        Events.Cancel(first.Id).ShouldBeTrue();
        Events.Cancel(first.Id).ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(2));
        (Instance.RebalanceNoticeTime, Instance.TargetLifecycleState).ShouldBe(((DateTimeOffset?)null, "Standby"));
    }

    [Fact]
    public void Maintenance_is_replaced_by_its_id_and_ends_in_the_history()
    {
        var maintenance = new MaintenanceEvent { EventId = "instance-event-1", Code = "system-reboot", Description = "scheduled reboot", NotBefore = s_start };
        Events.Add(_emulator.Instance, new ScheduledMaintenanceEvent(maintenance));
        Events.Add(_emulator.Instance, new ScheduledMaintenanceEvent(maintenance with { NotBefore = s_start.AddDays(1) }));
        Instance.ScheduledEvents.Single().NotBefore.ShouldBe(s_start.AddDays(1));
        Events.Add(_emulator.Instance, new ScheduledMaintenanceEvent(maintenance with { State = "canceled" }));
        Instance.ScheduledEvents.ShouldBeEmpty();
        Instance.EventHistory.Single().Description.ShouldBe("[Canceled] scheduled reboot");
    }

    [Fact]
    public void What_EC2_does_not_have_is_refused_when_it_is_given_not_when_it_happens()
    {
        Should.Throw<ArgumentException>(() => Events.Add(_emulator.Instance, new SpotInterruptionEvent("explode"), s_start.AddDays(1))).Message.ShouldContain("explode");
        Should.Throw<ArgumentException>(() => Events.Add(_emulator.Instance, new TargetLifecycleStateEvent("Retired"), s_start.AddDays(1)));
        using var other = new ImdsEmulator();
        Should.Throw<ArgumentException>(() => Events.Add(other.Instance, new RebalanceEvent())).Message.ShouldContain("another account");
        Events.Pending.ShouldBeEmpty();
    }

    [Fact]
    public void Ten_thousand_events_share_a_timer()
    {
        var time = new Hops.CountedTimers();
        using var emulator = new ImdsEmulator(new ImdsEmulatorOptions { Account = new Ec2AccountOptions { TimeProvider = time } });
        for (var i = 0; i < 10_000; i++)
        {
            emulator.Account.Events.Add(emulator.Instance, new RebalanceEvent(), time.GetUtcNow().AddHours(1));
        }

        time.Running.ShouldBe(1);
    }

    [Fact]
    public void Disposing_the_emulator_ends_the_schedule()
    {
        Events.Add(_emulator.Instance, new RebalanceEvent(), s_start.AddSeconds(1));
        _emulator.Dispose();
        Events.Pending.ShouldBeEmpty();
        _time.Advance(TimeSpan.FromSeconds(1));
        Instance.RebalanceNoticeTime.ShouldBeNull();
    }
}
