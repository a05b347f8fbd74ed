namespace FakeImds.Journal;

/// <summary>
/// The last requests, in a ring of fixed size. Writers take no lock and never wait: each slot has a turn, odd while it is written,
/// and a writer that meets a slower one there, which is a whole ring behind, drops its request.
/// </summary>
internal sealed class RequestRing(int capacity)
{
    private readonly Slot[] _slots = new Slot[capacity];
    private long _next;
    private long _lost;

    public int Capacity => _slots.Length;

    /// <summary>How many requests came, kept or not.</summary>
    public long Next => Volatile.Read(ref _next);

    /// <summary>How many found their slot taken.</summary>
    public long Lost => Volatile.Read(ref _lost);

    public void Add(in ServedRequest request)
    {
        var number = Interlocked.Increment(ref _next) - 1;
        ref var slot = ref _slots[number % _slots.Length];
        var turn = Volatile.Read(ref slot.Turn);
        if ((turn & 1) != 0 || turn > 2 * number || Interlocked.CompareExchange(ref slot.Turn, (2 * number) + 1, turn) != turn)
        {
            Interlocked.Increment(ref _lost);
            return;
        }

        slot.Request = request;
        Volatile.Write(ref slot.Turn, Written(number));
    }

    /// <summary>Reads a request by its number, counted from 0. False when it is not there: lost, overwritten, or not yet written.</summary>
    public bool TryRead(long number, out ServedRequest request)
    {
        ref var slot = ref _slots[number % _slots.Length];
        if (Volatile.Read(ref slot.Turn) == Written(number))
        {
            request = slot.Request;
            Volatile.ReadBarrier();
            if (Volatile.Read(ref slot.Turn) == Written(number))
            {
                return true;
            }
        }

        request = default;
        return false;
    }

    private static long Written(long number) => (2 * number) + 2;

    private struct Slot
    {
        public long Turn;
        public ServedRequest Request;
    }
}
