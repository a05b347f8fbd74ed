using System.Net;
using System.Net.Sockets;
using FakeImds.Journal;

namespace FakeImds.Hops;

/// <summary>What is known of a client's connection. It travels to the service as a feature of the request.</summary>
internal sealed class ClientConnection
{
    private int _requests;

    /// <summary>A client next to the service: the instance itself.</summary>
    public static ClientConnection Nearest { get; } = new() { Hops = 1, IsDeclared = true };

    private KnownToken _token;

    /// <summary>The client's address; null in process.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The client's port; null in process.</summary>
    public int? Port { get; init; }

    /// <summary>True when the client is connected to <c>[fd00:ec2::254]</c>.</summary>
    public bool IsOverIpv6 { get; init; }

    /// <summary>The client's process; null when nobody asked, or it can't be seen.</summary>
    public ClientProcess? Process { get; init; }

    /// <summary>Links between client and service; null when unknown.</summary>
    public int? Hops { get; init; }

    /// <summary>True when the distance is declared rather than measured: then the service itself enforces the limit.</summary>
    public bool IsDeclared { get; init; }

    /// <summary>The TTL of the connection's packets; null without a socket or without the means.</summary>
    public ResponseTtl? Ttl { get; init; }

    /// <summary>The connection's socket; null in process.</summary>
    public Socket? Socket { get; init; }

    /// <summary>Fires when the client has closed its half or is gone.</summary>
    public CancellationToken InputEnded { get; set; }

    /// <summary>True when the body of the last request was not read to its end: no other request can follow.</summary>
    public bool HasUnreadBody { get; set; }

    /// <summary>False when the request has surely no <c>X-Forwarded-For</c>: asking the server for a header that is not there costs more than finding one.</summary>
    public bool MayBeForwarded { get; set; } = true;

    /// <summary>Whether the last request had this token (<see cref="KnownToken"/>).</summary>
    public bool Knows(string token, int boot, out long life) => _token.TryGet(token, boot, out life);

    /// <summary>Keeps a token that was read.</summary>
    public void Keep(string token, int boot, long life)
    {
        if (Socket is not null)
        {
            _token.Keep(token, boot, life);
        }
    }

    /// <summary>True when nothing can be sent to the client any more.</summary>
    public bool IsGone => Socket is not null && TcpState.IsClosed(Socket);

    /// <summary>Counts the requests of the connection.</summary>
    public int CountRequest() => Interlocked.Increment(ref _requests);

    /// <summary>True when an answer to a PUT with this limit is withheld.</summary>
    public bool IsBeyond(int hopLimit) => IsDeclared && Hops > hopLimit;

    /// <summary>Sets how far the answer to a request travels.</summary>
    /// <returns>False when it is to be withheld.</returns>
    public bool Admit(bool isPut, int hopLimit)
    {
        if (!isPut)
        {
            Ttl?.Lift();
            return true;
        }

        if (IsBeyond(hopLimit))
        {
            return false;
        }

        Ttl?.Limit(hopLimit);
        return true;
    }

    /// <summary>What becomes of an answer that is written now.</summary>
    public AnswerOutcome Outcome =>
        IsGone ? AnswerOutcome.Unsent
        : !IsDeclared && Ttl?.Hops < Hops ? AnswerOutcome.Expired
        : AnswerOutcome.Sent;
}
