namespace FakeImds.Faults;

/// <summary>Something that goes wrong, for whom and when. Members that a type has no use for must be left alone.</summary>
public sealed record Fault
{
    /// <summary>What goes wrong.</summary>
    public required FaultType Type { get; init; }

    /// <summary>What <see cref="FaultSet.Remove"/> takes; the set gives it.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>The instance whose service it concerns; null for all.</summary>
    public string? InstanceId { get; init; }

    /// <summary>
    /// The paths that it concerns; null for all. It begins with a slash for a whole path such as <c>/latest/api/token</c>, and without one for a path
    /// below any version, such as <c>meta-data/iam/*</c>. A star is any characters. Slashes are one, and one at the end counts for nothing.
    /// </summary>
    public string? Path { get; init; }

    /// <summary>The method that it concerns, such as <c>PUT</c>; null for all.</summary>
    public string? Method { get; init; }

    /// <summary>When it begins, on the account's clock; null for at once.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>When it is over; null for when it is removed.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>How many requests it hits, 1 or more; null for all.</summary>
    public int? Times { get; init; }

    /// <summary>How late answers are, more than zero and at most a day.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>The status of the answer, 400 to 599; null for 503, in a throttle for none.</summary>
    public int? Status { get; init; }

    /// <summary>How young a token is that is refused, more than zero and at most six hours; null for a second.</summary>
    public TimeSpan? FreshFor { get; init; }

    /// <summary>How many requests or packets a second pass, 1 or more; null for 1024 packets, EC2's limit.</summary>
    public int? PerSecond { get; init; }

    /// <summary>True when packets are counted: five for a request with its connection, two on a connection that is kept. Default false.</summary>
    public bool CountsPackets { get; init; }
}
