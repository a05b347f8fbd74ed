using System.Globalization;

namespace FakeImds.Ec2;

/// <summary>
/// What happens to an account's instances, now or later, on the account's clock. One timer serves all of it. Safe for use from many threads.
/// </summary>
public sealed class EventSchedule
{
    // Of timers that no clock of .NET refuses.
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(40);

    private readonly TimeProvider _time;
    private readonly Lock _change = new();
    private readonly PriorityQueue<ScheduledInstanceEvent, (DateTimeOffset Time, long Number)> _queue = new();
    private readonly Dictionary<string, ScheduledInstanceEvent> _pending = new(StringComparer.Ordinal);
    private ITimer? _timer;
    private long _number;
    private bool _isClosed;

    internal EventSchedule(TimeProvider time) => _time = time;

    /// <summary>What is yet to happen, the next first.</summary>
    public IReadOnlyList<ScheduledInstanceEvent> Pending
    {
        get
        {
            lock (_change)
            {
                return [.. _pending.Values.OrderBy(static e => e.Time).ThenBy(static e => e.Id.Length).ThenBy(static e => e.Id, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Lets something happen to an instance.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="instanceEvent">What happens.</param>
    /// <param name="time">When; a time that is past, or null, is now: it has happened when this returns.</param>
    /// <returns>The event with its id.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="instance"/> or <paramref name="instanceEvent"/> is null.</exception>
    /// <exception cref="ArgumentException">The instance is of another account, or the event has a value that EC2 does not have; the message says what is allowed.</exception>
    public ScheduledInstanceEvent Add(Ec2Instance instance, InstanceEvent instanceEvent, DateTimeOffset? time = null)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(instanceEvent);
        if (instance.Account.Events != this)
        {
            throw new ArgumentException($"Instance {instance.InstanceId} is of another account.", nameof(instance));
        }

        lock (_change)
        {
            var now = _time.GetUtcNow();
            var description = instance.Snapshot.Description;
            if (DescriptionRules.Problem(instanceEvent.Apply(description, now), description.Placement.Region) is { } problem)
            {
                throw new ArgumentException(problem, nameof(instanceEvent));
            }

            var id = string.Create(CultureInfo.InvariantCulture, $"event-{++_number}");
            var added = new ScheduledInstanceEvent(id, instance, instanceEvent, time is { } later && later > now ? later : now);
            if (added.Time <= now)
            {
                instance.Update(d => instanceEvent.Apply(d, now));
            }
            else if (!_isClosed)
            {
                _pending.Add(id, added);
                _queue.Enqueue(added, (added.Time, _number));
                Arm(now);
            }

            return added;
        }
    }

    /// <summary>Takes back what is yet to happen.</summary>
    /// <param name="id">The event's id.</param>
    /// <returns>False when nothing of that id is pending: it has happened, or never was.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="id"/> is null.</exception>
    public bool Cancel(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        lock (_change)
        {
            return _pending.Remove(id);
        }
    }

    /// <summary>Nothing happens any more.</summary>
    internal void Close()
    {
        lock (_change)
        {
            _isClosed = true;
            _pending.Clear();
            _queue.Clear();
            _timer?.Dispose();
            _timer = null;
        }
    }

    private void RunDue()
    {
        lock (_change)
        {
            var now = _time.GetUtcNow();
            while (_queue.TryPeek(out var next, out _) && next.Time <= now)
            {
                _queue.Dequeue();
                if (_pending.Remove(next.Id))
                {
                    Run(next);
                }
            }

            Arm(now);
        }
    }

    private static void Run(ScheduledInstanceEvent next)
    {
        try
        {
            next.Instance.Update(d => next.Event.Apply(d, next.Time));
        }
        catch (Exception e) when (e is ArgumentException or Ec2Exception)
        {
            // The instance has changed since: it can't have the event any more, and there is nobody to tell.
        }
    }

    // A clock that is set back wakes it early: it looks again and waits on.
    private void Arm(DateTimeOffset now)
    {
        if (_queue.TryPeek(out var next, out _) && !_isClosed)
        {
            _timer ??= _time.CreateTimer(static schedule => ((EventSchedule)schedule!).RunDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            var left = next.Time - now;
            _timer.Change(left > s_longest ? s_longest : left < TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
        }
    }
}
