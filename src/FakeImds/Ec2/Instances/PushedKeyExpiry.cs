namespace FakeImds.Ec2;

/// <summary>Takes a pushed key away when its time is over, unless a newer one has taken its place.</summary>
internal sealed class PushedKeyExpiry(Ec2Instance instance, string user, string signedKey)
{
    private ITimer? _timer;

    public void Schedule(TimeProvider time, TimeSpan life)
    {
        // Created stopped, so that the callback can't run before the field is set.
        _timer = time.CreateTimer(static state => ((PushedKeyExpiry)state!).Expire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(life, Timeout.InfiniteTimeSpan);
    }

    private void Expire()
    {
        instance.Update(d => d.ManagedSshKeys is { } keys && keys.ActiveKeys.TryGetValue(user, out var current) && ReferenceEquals(current, signedKey)
            ? d with { ManagedSshKeys = keys with { ActiveKeys = keys.ActiveKeys.Remove(user) } }
            : d);
        _timer?.Dispose();
    }
}
