using System.Net;

namespace FakeImds.Journal;

/// <summary>One request and how it was answered: facts only.</summary>
public readonly record struct ServedRequest
{
    /// <summary>When it was answered, on the emulator's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The instance that it was for.</summary>
    public required string InstanceId { get; init; }

    /// <summary>The client's address; null in process.</summary>
    public IPAddress? Client { get; init; }

    /// <summary>How many links away the client is; null when that is not known.</summary>
    public int? Hops { get; init; }

    /// <summary>The method as sent; of a malformed request its first word, empty where there is none.</summary>
    public required string Method { get; init; }

    /// <summary>The request target as sent, not decoded; of a malformed request its second word, empty where there is none.</summary>
    public required string Path { get; init; }

    /// <summary>The version of the protocol that it spoke.</summary>
    public required ImdsVersion Version { get; init; }

    /// <summary>The status of the answer; 0 when the client got none, see <see cref="Outcome"/>.</summary>
    public required int Status { get; init; }

    /// <summary>What became of the answer.</summary>
    public AnswerOutcome Outcome { get; init; }
}
