using System.Net;
using System.Net.Sockets;

namespace FakeImds;

/// <summary>Thrown when an address can't be listened on. Its message is one line that says how to mend it.</summary>
public sealed class ListenException : IOException
{
    internal ListenException(IPEndPoint endpoint, SocketException cause)
        : this(endpoint, Classify(cause.SocketErrorCode), cause)
    {
    }

    private ListenException(IPEndPoint endpoint, ListenFailure reason, SocketException cause)
        : base($"Can't listen on {endpoint}: {Explain(endpoint, reason, cause)}", cause)
    {
        Endpoint = endpoint;
        Reason = reason;
    }

    /// <summary>The address and port.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>Why it failed.</summary>
    public ListenFailure Reason { get; }

    private static ListenFailure Classify(SocketError error) => error switch
    {
        SocketError.AddressNotAvailable => ListenFailure.AddressNotAssigned,
        SocketError.AddressAlreadyInUse => ListenFailure.PortInUse,
        SocketError.AccessDenied => ListenFailure.PermissionDenied,
        _ => ListenFailure.Other,
    };

    private static string Explain(IPEndPoint endpoint, ListenFailure reason, SocketException cause) => reason switch
    {
        ListenFailure.AddressNotAssigned =>
            $"the address is not assigned to this machine. Assign it with: ip addr add {endpoint.Address}/{endpoint.Address.GetAddressBytes().Length * 8} dev lo",
        ListenFailure.PortInUse when endpoint.Port == 0 => "no port is free. End programs that hold many.",
        ListenFailure.PortInUse => "another program listens there. Stop it or choose another port.",
        ListenFailure.PermissionDenied => "this user may not use the port. Run as root, grant CAP_NET_BIND_SERVICE, or choose a port above 1023.",
        _ => cause.Message,
    };
}
