using FakeImds.Ec2;
using Microsoft.Extensions.Time.Testing;

namespace FakeImds.Tests.Ec2;

public sealed class LifeCycleTests
{
    private static readonly TimeSpan s_transition = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Without_transition_time_a_change_is_over_when_next_looked_at()
    {
        var instance = TestRegion.New().Launch();
        instance.State.ShouldBe(InstanceState.Running);

        instance.Stop().ShouldBe(new(instance.InstanceId, InstanceState.Stopping, InstanceState.Running));
        instance.State.ShouldBe(InstanceState.Stopped);
        instance.Start().ShouldBe(new(instance.InstanceId, InstanceState.Pending, InstanceState.Stopped));
        instance.State.ShouldBe(InstanceState.Running);
        instance.Terminate().ShouldBe(new(instance.InstanceId, InstanceState.ShuttingDown, InstanceState.Running));
        instance.State.ShouldBe(InstanceState.Terminated);
    }

    [Fact]
    public void With_transition_time_each_state_is_passed_through_on_the_clock()
    {
        var instance = Slow().Launch();
        Passes(instance, InstanceState.Pending, InstanceState.Running);
        instance.Stop();
        Passes(instance, InstanceState.Stopping, InstanceState.Stopped);
        instance.Start();
        Passes(instance, InstanceState.Pending, InstanceState.Running);
        instance.Terminate();
        Passes(instance, InstanceState.ShuttingDown, InstanceState.Terminated);
    }

    [Fact]
    public void The_metadata_service_is_on_from_launch_or_start_until_stop_or_end()
    {
        var instance = Slow().Launch();
        instance.Snapshot.IsOn.ShouldBeTrue();
        _time.Advance(s_transition);
        instance.Stop();
        instance.Snapshot.IsOn.ShouldBeFalse();
        _time.Advance(s_transition);
        instance.Start();
        instance.Snapshot.IsOn.ShouldBeTrue();
        instance.Terminate();
        instance.Snapshot.IsOn.ShouldBeFalse();
    }

    [Fact]
    public void A_start_is_a_new_boot_with_a_new_launch_time_and_a_reboot_is_neither()
    {
        var instance = Slow().Launch();
        var first = instance.Snapshot;
        _time.Advance(TimeSpan.FromHours(1));

        instance.Reboot();
        instance.Snapshot.ShouldBeSameAs(first);

        instance.Stop();
        _time.Advance(TimeSpan.FromHours(1));
        instance.Snapshot.Boot.ShouldBe(1);
        instance.Start();
        instance.Snapshot.Boot.ShouldBe(2);
        instance.Snapshot.Description.LaunchTime.ShouldBe(first.Description.LaunchTime + TimeSpan.FromHours(2));
        (instance.Snapshot.Description with { LaunchTime = first.Description.LaunchTime }).ShouldBe(first.Description);
    }

    [Fact]
    public void A_change_from_the_wrong_state_is_refused_and_changes_nothing()
    {
        var instance = Slow().Launch();
        Refuses(instance, i => i.Stop());
        _time.Advance(s_transition);
        instance.Stop();
        Refuses(instance, i => i.Start(), i => i.Reboot());
        _time.Advance(s_transition);
        Refuses(instance, i => i.Reboot());
        instance.Terminate();
        _time.Advance(s_transition);
        Refuses(instance, i => i.Stop(), i => i.Start(), i => i.Reboot());
    }

    [Fact]
    public void Starting_a_started_and_stopping_a_stopped_instance_changes_nothing()
    {
        var instance = Slow().Launch();
        instance.Start().ShouldBe(new(instance.InstanceId, InstanceState.Pending, InstanceState.Pending));
        _time.Advance(s_transition);
        instance.Start().ShouldBe(new(instance.InstanceId, InstanceState.Running, InstanceState.Running));
        instance.Snapshot.Boot.ShouldBe(1);

        instance.Stop();
        instance.Stop().ShouldBe(new(instance.InstanceId, InstanceState.Stopping, InstanceState.Stopping));
        _time.Advance(s_transition);
        instance.Stop().ShouldBe(new(instance.InstanceId, InstanceState.Stopped, InstanceState.Stopped));
    }

    [Fact]
    public void Terminating_twice_says_terminated()
    {
        var instance = Slow().Launch();
        instance.Terminate();
        instance.Terminate().ShouldBe(new(instance.InstanceId, InstanceState.ShuttingDown, InstanceState.ShuttingDown));
        _time.Advance(s_transition);

        instance.Terminate().ShouldBe(new(instance.InstanceId, InstanceState.Terminated, InstanceState.Terminated));
    }

    [Fact]
    public void A_terminated_instance_is_still_listed_until_forgotten()
    {
        var region = TestRegion.New();
        var instance = region.Launch();
        instance.Terminate();
        region.Instances.Get(instance.InstanceId).ShouldBeSameAs(instance);

        region.Instances.Forget(instance.InstanceId).ShouldBeTrue();
        region.Instances.Forget(instance.InstanceId).ShouldBeFalse();

        TestRegion.Refusal(() => region.Instances.Get(instance.InstanceId))
            .ShouldBe(new Ec2Error("InvalidInstanceID.NotFound", $"The instance ID '{instance.InstanceId}' does not exist"));
    }

    private static void Refuses(Ec2Instance instance, params Action<Ec2Instance>[] changes)
    {
        var before = instance.Snapshot;
        foreach (var change in changes)
        {
            TestRegion.Refusal(() => change(instance)).Code.ShouldBe("IncorrectInstanceState");
        }

        instance.Snapshot.ShouldBeSameAs(before);
    }

    private void Passes(Ec2Instance instance, InstanceState through, InstanceState into)
    {
        instance.State.ShouldBe(through);
        _time.Advance(s_transition - TimeSpan.FromTicks(1));
        instance.State.ShouldBe(through);
        _time.Advance(TimeSpan.FromTicks(1));
        instance.State.ShouldBe(into);
    }

    private Ec2Region Slow() => TestRegion.New(o => (o.TimeProvider, o.TransitionTime) = (_time, s_transition));
}
