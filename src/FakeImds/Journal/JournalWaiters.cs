namespace FakeImds.Journal;

/// <summary>Those who wait for something in a journal. Without any, a request costs one read.</summary>
internal sealed class JournalWaiters(ImdsJournal journal)
{
    private readonly Lock _change = new();
    private Waiter[] _waiters = [];

    public async Task WaitAsync(Func<ImdsJournal, bool> isThere, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(isThere);
        lock (_change)
        {
            Volatile.Write(ref _waiters, [.. _waiters, waiter]);
        }

        try
        {
            // A request that came before the waiter was known is seen here, a later one sees the waiter.
            Interlocked.MemoryBarrier();
            waiter.Ask(journal);
            await waiter.Done.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_change)
            {
                Volatile.Write(ref _waiters, [.. _waiters.Where(w => w != waiter)]);
            }
        }
    }

    /// <summary>Something new is in the journal.</summary>
    public void Tell()
    {
        Interlocked.MemoryBarrier();
        foreach (var waiter in Volatile.Read(ref _waiters))
        {
            waiter.Ask(journal);
        }
    }

    private sealed class Waiter(Func<ImdsJournal, bool> isThere)
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Done => _done.Task;

        // A question that throws is the waiter's fault, not the request's.
        public void Ask(ImdsJournal journal)
        {
            lock (_done)
            {
                if (_done.Task.IsCompleted)
                {
                    return;
                }

                try
                {
                    if (isThere(journal))
                    {
                        _done.SetResult();
                    }
                }
                catch (Exception e)
                {
                    _done.SetException(e);
                }
            }
        }
    }
}
