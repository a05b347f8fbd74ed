using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using FakeImds.Cli.Addresses;
using FakeImds.Cli.CommandLine;
using FakeImds.Cli.Namespaces;
using FakeImds.Ec2;

namespace FakeImds.Cli.Exec;

/// <summary>A command's network with an emulator in it. Disposed, nothing of it is left, and nothing that the command left running.</summary>
internal sealed class Surroundings : IDisposable
{
    private readonly HopPath? _path;
    private readonly HostServices? _services;
    private readonly Process? _outgoing;
    private readonly IReadOnlyDictionary<string, string> _variables;

    private Surroundings(HopPath? path, HostServices? services, Process? outgoing, IReadOnlyDictionary<string, string> variables)
    {
        _path = path;
        _services = services;
        _outgoing = outgoing;
        _variables = variables;
    }

    /// <summary>The command's namespace; null when it runs in this machine's network.</summary>
    public NetworkSpace? Space => _path?.Command;

    /// <summary>Puts an emulator into a network of its own, some links away from the command.</summary>
    /// <exception cref="UserException">The system does not allow it.</exception>
    public static Surroundings Make(ImdsEmulator emulator, int hops, NamespaceGuard guard)
    {
        HopPath? path = null;
        HostServices? services = null;
        try
        {
            path = HopPath.Create(hops);
            guard.Watch(path.Command);
            Listen(emulator, path.Service);
            services = HostServices.Open(path.Command);
            return new Surroundings(path, services, Outgoing.Start(path.Command), new Dictionary<string, string>());
        }
        catch (Exception e) when (e is NetlinkException or Win32Exception or UnauthorizedAccessException or IOException or ListenException)
        {
            services?.Dispose();
            path?.Dispose();
            throw UserException.Machine($"fakeimds: the command's network can't be made here: {e.Message}; add --via env");
        }
    }

    /// <summary>Has the SDKs use an emulator on a loopback port.</summary>
    public static async Task<Surroundings> ByEnvironmentAsync(ImdsEmulator emulator) =>
        new(null, null, null, ImdsEmulator.EnvironmentVariables(await emulator.ListenOnLoopbackAsync()));

    /// <summary>Starts a command here.</summary>
    /// <exception cref="UserException">The system can't run it.</exception>
    public Process Start(ProcessStartInfo start)
    {
        foreach (var (name, value) in _variables)
        {
            start.Environment[name] = value;
        }

        return CommandProcess.Start(start, Space);
    }

    /// <summary>Ends what the command left running.</summary>
    public void End()
    {
        if (Space is { } space)
        {
            NamespaceGuard.Empty(space.Id);
        }
    }

    public void Dispose()
    {
        End();

        if (_outgoing is not null)
        {
            _outgoing.StandardInput.Close();
            _outgoing.WaitForExit();
            _outgoing.Dispose();
        }

        _services?.Dispose();
        _path?.Dispose();
    }

    // A socket is of the namespace in which it was opened.
    private static void Listen(ImdsEmulator emulator, NetworkSpace service) => service.Run(() =>
    {
        emulator.ListenAsync(new IPEndPoint(ImdsAddresses.Ipv4, ImdsAddresses.Port)).GetAwaiter().GetResult();
        if (Links.HasIpv6)
        {
            emulator.ListenAsync(new IPEndPoint(ImdsAddresses.Ipv6, ImdsAddresses.Port)).GetAwaiter().GetResult();
        }
        else if (emulator.Instance.MetadataOptions.Options.HttpProtocolIpv6.Value is OptionState.Enabled)
        {
            throw new IOException("IPv6 is switched off, and HttpProtocolIpv6 is enabled");
        }
    });
}
