namespace FakeImds.Faults;

/// <summary>A fault with what it has done so far.</summary>
internal sealed class ActiveFault(Fault fault)
{
    // EC2's limit of packets to link-local services.
    private const int UsualPerSecond = 1024;

    // A connection of its own: SYN, ACK, the request, the ACK of the answer, FIN. A kept one: the request, the ACK (docs/fidelity.md#fault-throttle).
    private const int PacketsOfConnection = 5;
    private const int PacketsOfRequest = 2;

    private readonly Lock _change = new();
    private int _left = fault.Times ?? int.MaxValue;
    private long _second;
    private int _taken;

    public Fault Fault => fault;

    /// <summary>True when it will never hit again.</summary>
    public bool IsOver(DateTimeOffset now) => fault.Until <= now || Volatile.Read(ref _left) <= 0;

    public bool IsOn(DateTimeOffset now) => !(fault.From > now) && !IsOver(now);

    public bool Concerns(string instanceId) => fault.InstanceId is null || fault.InstanceId == instanceId;

    /// <summary>Whether it hits a request. It counts then.</summary>
    public bool Hits(string instanceId, string method, string path, DateTimeOffset now) =>
        IsOn(now)
        && Concerns(instanceId)
        && (fault.Method is null || fault.Method == method)
        && (fault.Path is null || FaultPath.Fits(fault.Path, path));

    /// <summary>Takes one of its times.</summary>
    /// <returns>False when there is none left.</returns>
    public bool Take()
    {
        if (fault.Times is null)
        {
            return true;
        }

        if (Interlocked.Decrement(ref _left) >= 0)
        {
            return true;
        }

        Volatile.Write(ref _left, 0);
        return false;
    }

    /// <summary>Lets a request through a throttle.</summary>
    /// <returns>False when this second has no room for it.</returns>
    public bool Pass(DateTimeOffset now, bool isFirst)
    {
        var second = now.ToUnixTimeSeconds();
        var cost = !fault.CountsPackets ? 1 : isFirst ? PacketsOfConnection : PacketsOfRequest;
        lock (_change)
        {
            if (_second != second)
            {
                (_second, _taken) = (second, 0);
            }

            // One that costs more than a second has passes alone.
            if (_taken > 0 && _taken + cost > (fault.PerSecond ?? UsualPerSecond))
            {
                return false;
            }

            _taken += cost;
            return true;
        }
    }
}
