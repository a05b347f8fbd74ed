namespace FakeImds.Journal;

/// <summary>What became of an answer.</summary>
public enum AnswerOutcome
{
    /// <summary>It was handed to the network.</summary>
    Sent,

    /// <summary>It was withheld: the client's declared distance is beyond the hop limit.</summary>
    Withheld,

    /// <summary>
    /// It was sent and died on the way: its packets have the hop limit as their TTL, and the client's measured distance is beyond it.
    /// </summary>
    Expired,

    /// <summary>It could not be sent: the client was gone.</summary>
    Unsent,

    /// <summary>A fault of the test took it: the connection was held, or reset.</summary>
    Faulted,
}
