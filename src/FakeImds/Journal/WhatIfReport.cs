using FakeImds.Ec2;

namespace FakeImds.Journal;

/// <summary>
/// What would have become of requests under other options. It is about the requests that were made: a program that is refused one may
/// make others. From a run under permissive options it says most.
/// </summary>
public sealed class WhatIfReport
{
    internal WhatIfReport(MetadataOptions options, IReadOnlyList<ServedRequest> requests, long dropped)
    {
        Options = options;
        Dropped = dropped;
        Requests = [.. requests.Select(r => WhatIf.Of(r, options))];
    }

    /// <summary>The options that were asked about.</summary>
    public MetadataOptions Options { get; }

    /// <summary>All requests of the journal, with their verdicts.</summary>
    public IReadOnlyList<WhatIfRequest> Requests { get; }

    /// <summary>How many requests the journal no longer had.</summary>
    public long Dropped { get; }

    /// <summary>Requests that would have got an error.</summary>
    public IReadOnlyList<WhatIfRequest> Refused => [.. Requests.Where(static r => r.Verdict is WhatIfVerdict.Refused)];

    /// <summary>Requests for tokens that would never have been answered.</summary>
    public IReadOnlyList<WhatIfRequest> NeverAnswered => [.. Requests.Where(static r => r.Verdict is WhatIfVerdict.NeverAnswered)];

    /// <summary>
    /// True when the service was asked and each request would have been answered. False when one would not, when one is unknown, and
    /// when there are none or the journal does not have all.
    /// </summary>
    public bool BreaksNothing => Dropped is 0 && Requests.Count > 0 && Requests.All(static r => r.Verdict is WhatIfVerdict.Answered);
}
