using System.Net;

namespace FakeImds.Journal;

/// <summary>A client of shared addresses that belongs to no instance.</summary>
public readonly record struct UnknownClient
{
    /// <summary>When it came, on the emulator's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Its address; null when that is not known.</summary>
    public IPAddress? Client { get; init; }

    /// <summary>How many links away it is; null when that is not known.</summary>
    public int? Hops { get; init; }

    /// <summary>The instance that it was given; null when it was refused.</summary>
    public string? InstanceId { get; init; }
}
