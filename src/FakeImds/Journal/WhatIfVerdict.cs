namespace FakeImds.Journal;

/// <summary>What would have become of a request under other options.</summary>
public enum WhatIfVerdict
{
    /// <summary>It would have been answered.</summary>
    Answered,

    /// <summary>It would have got an error; <see cref="WhatIfRequest.Status"/> says which, 0 being a refused connection.</summary>
    Refused,

    /// <summary>It is a PUT from beyond the hop limit: its client would have waited in vain.</summary>
    NeverAnswered,

    /// <summary>It carries a token, and its client is beyond the hop limit and would not have got one.</summary>
    WithoutToken,

    /// <summary>That can't be told: the distance is unknown, or the request was refused for another reason as things were.</summary>
    Unknown,
}
