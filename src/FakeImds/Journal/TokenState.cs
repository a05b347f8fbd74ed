namespace FakeImds.Journal;

/// <summary>What is to be said of the token in a request's header.</summary>
public enum TokenState
{
    /// <summary>The request carried none.</summary>
    None,

    /// <summary>This instance issued it since its last start, and it has not expired.</summary>
    Valid,

    /// <summary>This instance issued it, and its time is over.</summary>
    Expired,

    /// <summary>This instance did not issue it since its last start: another did, or nobody.</summary>
    Invalid,

    /// <summary>The request was answered, or was withheld, before anybody looked at it.</summary>
    NotRead,
}
