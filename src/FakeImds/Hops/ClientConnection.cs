using System.Net;

namespace FakeImds.Hops;

/// <summary>What is known of a client's connection. It travels to the service as a feature of the request.</summary>
internal sealed class ClientConnection
{
    /// <summary>A client next to the service: the instance itself.</summary>
    public static ClientConnection Nearest { get; } = new() { Hops = 1, IsDeclared = true };

    /// <summary>The client's address; null in process.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>Links between client and service; null when unknown.</summary>
    public int? Hops { get; init; }

    /// <summary>True when the distance is declared rather than measured: then the service itself enforces the limit.</summary>
    public bool IsDeclared { get; init; }

    /// <summary>The TTL of the connection's packets; null without a socket or without the means.</summary>
    public ResponseTtl? Ttl { get; init; }

    /// <summary>True when an answer to a PUT with this limit does not arrive.</summary>
    public bool IsBeyond(int hopLimit) => IsDeclared && Hops > hopLimit;
}
