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

    /// <summary>The client's port; null in process.</summary>
    public int? ClientPort { get; init; }

    /// <summary>How many links away the client is; null when that is not known.</summary>
    public int? Hops { get; init; }

    /// <summary>True when <see cref="Hops"/> was declared, false when it was measured.</summary>
    public bool HopsAreDeclared { get; init; }

    /// <summary>True when the client asked on <c>[fd00:ec2::254]</c>.</summary>
    public bool IsOverIpv6 { get; init; }

    /// <summary>The method as sent; of a malformed request its first word, empty where there is none.</summary>
    public required string Method { get; init; }

    /// <summary>The request target as sent, not decoded; of a malformed request its second word, empty where there is none.</summary>
    public required string Path { get; init; }

    /// <summary>The version of the protocol that it spoke.</summary>
    public required ImdsVersion Version { get; init; }

    /// <summary>What is to be said of the token that it carried.</summary>
    public TokenState Token { get; init; }

    /// <summary>True when it carried <c>X-Forwarded-For</c>.</summary>
    public bool IsForwarded { get; init; }

    /// <summary>The <c>User-Agent</c> header; null for none, and of a malformed request.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The status of the answer; 0 when the client got none, see <see cref="Outcome"/>.</summary>
    public required int Status { get; init; }

    /// <summary>What became of the answer.</summary>
    public AnswerOutcome Outcome { get; init; }

    /// <summary>True when a fault decided what the answer was, or that there was none.</summary>
    public bool IsFaulted { get; init; }

    /// <summary>The process that made it; null unless <see cref="ImdsEmulatorOptions.FindsProcesses"/> and it could be seen.</summary>
    public ClientProcess? Process { get; init; }

    /// <summary>True for a request of IMDSv1: without a token, and not for one.</summary>
    public bool IsV1 => Version is ImdsVersion.V1 && Method is not "OPTIONS";

    /// <summary>True for a request for a token, whose answer the hop limit concerns.</summary>
    public bool IsPut => Method is "PUT";

    /// <summary>True when it was answered with an error other than 404.</summary>
    public bool IsRefused => Outcome is AnswerOutcome.Sent && Status is >= 400 and not 404;
}
