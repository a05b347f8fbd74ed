using System.Globalization;

namespace FakeImds.Faults;

/// <summary>
/// What goes wrong between clients and the metadata services of an emulator. Faults hit in the order in which they were added. Without any, a
/// request is answered as if there were no such thing. Safe for use from many threads.
/// </summary>
public sealed class FaultSet
{
    // Of timers that no clock of .NET refuses.
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(40);

    private readonly TimeProvider _time;
    private readonly Lock _change = new();
    private ActiveFault[]? _active;
    private ITimer? _timer;
    private int _number;
    private bool _isClosed;

    internal FaultSet(TimeProvider time) => _time = time;

    /// <summary>Raised after what listens may have to change, on the thread of the change.</summary>
    internal event Action? ListeningChanged;

    /// <summary>All that are not over, in the order in which they were added.</summary>
    public IReadOnlyList<Fault> All
    {
        get
        {
            var now = _time.GetUtcNow();
            return [.. (Active ?? []).Where(f => !f.IsOver(now)).Select(static f => f.Fault)];
        }
    }

    /// <summary>Those that may hit; null when there are none.</summary>
    internal ActiveFault[]? Active => Volatile.Read(ref _active);

    /// <summary>Adds a fault.</summary>
    /// <param name="fault">The fault.</param>
    /// <returns>The fault with its id.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="fault"/> is null.</exception>
    /// <exception cref="ArgumentException">A member is not allowed; the message says which, and what is.</exception>
    public Fault Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        if (FaultRules.Problem(fault) is { } problem)
        {
            throw new ArgumentException(problem, nameof(fault));
        }

        lock (_change)
        {
            fault = fault with { Id = string.Create(CultureInfo.InvariantCulture, $"fault-{++_number}") };
            if (!_isClosed)
            {
                Set([.. Active ?? [], new ActiveFault(fault)]);
            }
        }

        ListeningChanged?.Invoke();
        return fault;
    }

    /// <summary>Ends a fault.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>False when there is none of that id: it is over, or never was.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="id"/> is null.</exception>
    public bool Remove(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        bool found;
        lock (_change)
        {
            var now = _time.GetUtcNow();
            found = Active?.Any(f => f.Fault.Id == id && !f.IsOver(now)) is true;
            Set([.. (Active ?? []).Where(f => f.Fault.Id != id)]);
        }

        ListeningChanged?.Invoke();
        return found;
    }

    /// <summary>Ends all faults.</summary>
    public void Clear()
    {
        lock (_change)
        {
            Set([]);
        }

        ListeningChanged?.Invoke();
    }

    /// <summary>Whether nothing listens for an instance's service.</summary>
    internal bool IsSilent(string instanceId)
    {
        if (Active is not { } active)
        {
            return false;
        }

        var now = _time.GetUtcNow();
        return Array.Exists(active, f => f.Fault.Type is FaultType.NotListening && f.Concerns(instanceId) && f.IsOn(now));
    }

    /// <summary>Nothing goes wrong any more.</summary>
    internal void Close()
    {
        lock (_change)
        {
            _isClosed = true;
            Set([]);
            _timer?.Dispose();
            _timer = null;
        }
    }

    private void Set(ActiveFault[] faults)
    {
        var now = _time.GetUtcNow();
        faults = [.. faults.Where(f => !f.IsOver(now))];
        Volatile.Write(ref _active, faults is [] ? null : faults);
        Arm(faults, now);
    }

    // One timer for all: it wakes when the next one begins or is over.
    private void Arm(ActiveFault[] faults, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (var time in faults.SelectMany(static f => new[] { f.Fault.From, f.Fault.Until }).OfType<DateTimeOffset>())
        {
            next = time > now && !(time > next) ? time : next;
        }

        if (next is { } wake && !_isClosed)
        {
            _timer ??= _time.CreateTimer(static set => ((FaultSet)set!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            var left = wake - now;
            _timer.Change(left > s_longest ? s_longest : TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
        }
    }

    private void Wake()
    {
        lock (_change)
        {
            Set(Active ?? []);
        }

        ListeningChanged?.Invoke();
    }
}
