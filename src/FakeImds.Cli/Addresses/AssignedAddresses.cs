using System.Globalization;
using System.Net;
using FakeImds.Cli.CommandLine;

namespace FakeImds.Cli.Addresses;

/// <summary>
/// The link-local addresses on <c>lo</c>. They are added with a life of a minute that is renewed, so the kernel takes them
/// away by itself when the program dies without removing them. Addresses of unlimited life are the user's and left alone; those of
/// limited life belong to all programs that say so with an <see cref="AddressMark"/>, and the last of these removes them.
/// </summary>
internal sealed class AssignedAddresses : IDisposable
{
    private static readonly TimeSpan s_life = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_renewal = TimeSpan.FromSeconds(15);

    private readonly Lock _change = new();
    private readonly List<(IPAddress Address, AddressMark Mark)> _owned = [];
    private readonly Timer _timer;
    private bool _disposed;

    private AssignedAddresses() => _timer = new Timer(static state => ((AssignedAddresses)state!).Renew(), this, s_renewal, s_renewal);

    /// <summary>Adds both addresses.</summary>
    /// <param name="ipv6Needed">Whether it is an error when the IPv6 address can't be added.</param>
    /// <param name="note">Takes a line when it is not.</param>
    /// <exception cref="UserException">This machine does not allow it.</exception>
    public static AssignedAddresses Assign(bool ipv6Needed, Action<string> note)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw UserException.Machine("fakeimds: --assign-addresses works on Linux only; assign 169.254.169.254 by hand (macOS: sudo ifconfig lo0 alias 169.254.169.254), or use --listen 127.0.0.1:8080");
        }

        var assigned = new AssignedAddresses();
        try
        {
            using var _ = AddressLock.Take();
            assigned.Add(ImdsAddresses.Ipv4);
            try
            {
                assigned.Add(ImdsAddresses.Ipv6);
            }
            catch (NetlinkException e) when (!ipv6Needed && e.MeansNoIpv6)
            {
                note($"fakeimds: IPv6 is not available on lo, {ImdsAddresses.Ipv6} is not added ({e.Message})");
            }

            return assigned;
        }
        catch (NetlinkException e)
        {
            assigned.Dispose();
            throw UserException.Machine(Line(e));
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_change)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            using var _ = AddressLock.Take();
            foreach (var (address, mark) in _owned)
            {
                mark.Dispose();
                if (AddressMark.IsAnyOn(address))
                {
                    continue;
                }

                try
                {
                    LoopbackInterface.Remove(address);
                }
                catch (NetlinkException)
                {
                    // Somebody was quicker, or it ends by itself within a minute.
                }
            }
        }
    }

    private void Add(IPAddress address)
    {
        if (LoopbackInterface.TryAdd(address, s_life))
        {
            _owned.Add((address, AddressMark.Set(address)));
        }
        else if (LoopbackInterface.HasLimitedLife(address))
        {
            // Left by a program that died, or held by one that lives.
            _owned.Add((address, AddressMark.Set(address)));
            Renew();
        }
    }

    private void Renew()
    {
        lock (_change)
        {
            if (_disposed)
            {
                return;
            }

            foreach (var (address, _) in _owned)
            {
                try
                {
                    LoopbackInterface.Renew(address, s_life);
                }
                catch (NetlinkException)
                {
                    // The next turn tries again; three fit into a life.
                }
            }
        }
    }

    private static string Line(NetlinkException e) => e.MeansNotPermitted
        ? $"fakeimds: --assign-addresses may not add {e.Address} to lo: {e.Message}; run as root or with CAP_NET_ADMIN (docker run --cap-add NET_ADMIN)"
        : e.MeansNoIpv6
            ? $"fakeimds: --assign-addresses can't add {e.Address} to lo: {e.Message}; enable IPv6 there (sysctl net.ipv6.conf.lo.disable_ipv6=0; docker run --sysctl net.ipv6.conf.lo.disable_ipv6=0), or leave HttpProtocolIpv6 disabled"
            : string.Create(CultureInfo.InvariantCulture, $"fakeimds: --assign-addresses can't add {e.Address} to lo: {e.Message}; assign it by hand: ip addr add {e.Address} dev lo");
}
