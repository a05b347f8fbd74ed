using FakeImds.Ec2;

namespace FakeImds.Journal;

/// <summary>
/// The requests that an emulator answered, of all its instances, oldest first: as many as <see cref="ImdsEmulatorOptions.JournalCapacity"/>
/// says, the newest of them. A request is in the journal before its answer leaves. Lists are copies that don't change.
/// </summary>
public sealed class ImdsJournal
{
    private readonly RequestRing _ring;
    private readonly JournalWaiters _waiters;
    private long _first;
    private long _lostBefore;

    internal ImdsJournal(int capacity)
    {
        _ring = new RequestRing(capacity);
        _waiters = new JournalWaiters(this);
    }

    /// <summary>How many requests it keeps.</summary>
    public int Capacity => _ring.Capacity;

    /// <summary>How many requests came since the start or the last <see cref="Clear"/>, also those that are no longer kept.</summary>
    public long Count => _ring.Next - Volatile.Read(ref _first);

    /// <summary>How many of these are not kept: newer ones took their place. Any number but 0 means that the lists are not complete.</summary>
    public long Dropped => Math.Max(0, Count - Capacity) + _ring.Lost - Volatile.Read(ref _lostBefore);

    /// <summary>All requests.</summary>
    public IReadOnlyList<ServedRequest> Requests => Read(static _ => true);

    /// <summary>Requests of IMDSv1, answered or refused: without a token, and not for one. <c>OPTIONS</c> needs no token and is none.</summary>
    public IReadOnlyList<ServedRequest> V1Requests => Read(static r => r.IsV1);

    /// <summary>Requests of IMDSv2: for a token, or with one, valid or not.</summary>
    public IReadOnlyList<ServedRequest> V2Requests => Read(static r => r.Version is ImdsVersion.V2);

    /// <summary>Requests for a token: each PUT.</summary>
    public IReadOnlyList<ServedRequest> TokenRequests => Read(static r => r.IsPut);

    /// <summary>Requests that were answered with an error other than 404, which says that the instance has no such thing.</summary>
    public IReadOnlyList<ServedRequest> Refused => Read(static r => r.IsRefused);

    /// <summary>Requests whose client got no answer.</summary>
    public IReadOnlyList<ServedRequest> Unanswered => Read(static r => r.Outcome is not AnswerOutcome.Sent);

    /// <summary>
    /// The least hop limit under which all requests for a token would have been answered: the greatest distance that one came from.
    /// Null when that is not known: nobody asked for a token, or somebody did from an unknown distance.
    /// </summary>
    public int? LeastHopLimit => HopLimits.Least(TokenRequests);

    /// <summary>What would have become of these requests under other options.</summary>
    /// <param name="options">The options; null members say nothing, and what depends on them stays as it was.</param>
    /// <returns>Each request with its verdict.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public WhatIfReport WhatIf(MetadataOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new WhatIfReport(options, Requests, Dropped);
    }

    /// <summary>Waits for a number of requests.</summary>
    /// <param name="count">How many <see cref="Count"/> is to be, at least.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The requests then.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public async Task<IReadOnlyList<ServedRequest>> WaitForAsync(int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        await _waiters.WaitAsync(journal => journal.Requests.Count + journal.Dropped >= count, cancellationToken).ConfigureAwait(false);
        return Requests;
    }

    /// <summary>Waits for a request; one that is in the journal already will do.</summary>
    /// <param name="predicate">Which. It is asked about a request more than once, also on a request's thread.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The first such request.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public async Task<ServedRequest> WaitForAsync(Func<ServedRequest, bool> predicate, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        ServedRequest? found = null;
        await _waiters.WaitAsync(journal => (found = journal.Find(predicate)) is not null, cancellationToken).ConfigureAwait(false);
        return found!.Value;
    }

    /// <summary>Forgets all requests so far.</summary>
    public void Clear()
    {
        Volatile.Write(ref _lostBefore, _ring.Lost);
        Volatile.Write(ref _first, _ring.Next);
    }

    internal void Add(in ServedRequest request)
    {
        _ring.Add(request);
        _waiters.Tell();
    }

    private ServedRequest? Find(Func<ServedRequest, bool> predicate)
    {
        foreach (var request in Requests)
        {
            if (predicate(request))
            {
                return request;
            }
        }

        return null;
    }

    private List<ServedRequest> Read(Func<ServedRequest, bool> which)
    {
        var end = _ring.Next;
        List<ServedRequest> requests = [];
        for (var number = Math.Max(Volatile.Read(ref _first), end - _ring.Capacity); number < end; number++)
        {
            if (_ring.TryRead(number, out var request) && which(request))
            {
                requests.Add(request);
            }
        }

        return requests;
    }
}
