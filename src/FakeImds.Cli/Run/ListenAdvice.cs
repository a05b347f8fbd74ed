using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FakeImds.Cli.Run;

/// <summary>One line that says why an address can't be listened on, and how to mend it.</summary>
internal static class ListenAdvice
{
    public static string Of(ListenException e)
    {
        var (what, how) = e.Reason switch
        {
            ListenFailure.AddressNotAssigned => ("the address is not assigned to this machine", Assign(e.Endpoint.Address)),
            ListenFailure.PortInUse => (
                "the port is in use",
                string.Create(CultureInfo.InvariantCulture, $"stop the program that has it (ss -ltnp 'sport = :{e.Endpoint.Port}' shows it), or choose another with --listen")),
            ListenFailure.PermissionDenied => (
                "permission is denied",
                "run as root or with CAP_NET_BIND_SERVICE, or choose a port from 1024 up, such as --listen 127.0.0.1:8080"),
            _ => (e.InnerException?.Message ?? e.Message, "choose another address with --listen"),
        };
        return $"fakeimds: cannot listen on {e.Endpoint}: {what}; {how}";
    }

    private static string Assign(IPAddress address)
    {
        var bits = address.AddressFamily is AddressFamily.InterNetworkV6 ? 128 : 32;
        var byHand = OperatingSystem.IsMacOS() ? $"run: sudo ifconfig lo0 alias {address}" : $"run: sudo ip addr add {address}/{bits} dev lo";
        return address.Equals(ImdsAddresses.Ipv4) || address.Equals(ImdsAddresses.Ipv6)
            ? OperatingSystem.IsLinux() ? $"add --assign-addresses, or {byHand}" : byHand
            : $"{byHand}, or choose another with --listen";
    }
}
