using System.Net;
using System.Net.Sockets;

namespace FakeImds.Cli.Addresses;

/// <summary>The kernel refused a change of an address.</summary>
internal sealed class NetlinkException(IPAddress address, int errno, string message) : Exception(message)
{
    public const int NotPermitted = 1;
    public const int NoSuchDevice = 19;
    public const int AccessDenied = 13;
    public const int Exists = 17;
    public const int NotSupported = 95;
    public const int NoSuchFamily = 97;

    public IPAddress Address { get; } = address;

    public int Errno { get; } = errno;

    public bool MeansNotPermitted => Errno is NotPermitted;

    // A disabled family answers "access denied", an absent one one of the others.
    public bool MeansNoIpv6 => Address.AddressFamily is AddressFamily.InterNetworkV6
        && Errno is AccessDenied or NoSuchDevice or NotSupported or NoSuchFamily;
}
