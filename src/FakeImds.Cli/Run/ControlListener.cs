using System.Net;
using FakeImds.Cli.CommandLine;
using FakeImds.Control;
using FakeImds.Ec2Api;
using FakeImds.Iac.Messages;

namespace FakeImds.Cli.Run;

/// <summary>The control port beside the metadata service.</summary>
internal sealed class ControlListener(ControlServer server, IPEndPoint endpoint) : IAsyncDisposable
{
    // With the listeners' less than the second in which the program is to end.
    private static readonly TimeSpan s_closing = TimeSpan.FromMilliseconds(200);

    /// <summary>The clock of the account: one that control can set, where there is control.</summary>
    public static TimeProvider Clock(RunSettings settings) => settings.Control is null ? TimeProvider.System : new AdjustableTimeProvider();

    /// <summary>The control that the settings ask for; null for none.</summary>
    /// <exception cref="UserException">The address is not allowed.</exception>
    public static ControlListener? Of(ImdsEmulator emulator, Ec2ApiServer? api, RunSettings settings, RunReload reload)
    {
        if (settings.Control is not { } endpoint || api is null)
        {
            return null;
        }

        var server = new ControlServer(emulator, api, new ControlOptions
        {
            AllowRemoteClients = settings.AllowRemoteControl,
            Configure = config => reload.ReloadAsync(config),
        });
        reload.Control = server;
        return new ControlListener(server, endpoint);
    }

    /// <summary>Refuses an address that control can't have.</summary>
    /// <exception cref="UserException">The address is not allowed.</exception>
    public static void Check(RunSettings settings)
    {
        var address = settings.Control?.Address;
        if (address is not null && (address.Equals(ImdsAddresses.Ipv4) || address.Equals(ImdsAddresses.Ipv6)))
        {
            throw UserException.BadInput($"fakeimds: --control is '{settings.Control}'; an address that is none of the metadata service is allowed");
        }

        if (address is not null && !IPAddress.IsLoopback(address) && !settings.AllowRemoteControl)
        {
            throw UserException.BadInput($"fakeimds: --control is '{ShortValue.Of(settings.Control!.ToString())}'; a loopback address is allowed, or any with --allow-remote-control, which lets all who reach it control the account");
        }
    }

    /// <summary>Opens the port and says so.</summary>
    /// <exception cref="UserException">The port can't be opened.</exception>
    public async Task<string> OpenAsync(CancellationToken stop)
    {
        try
        {
            return $"Control on http://{await server.StartAsync(endpoint, stop)}/fakeimds/";
        }
        catch (ListenException e)
        {
            throw UserException.Machine($"fakeimds: --control: {e.Message}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await server.DisposeAsync().AsTask().WaitAsync(s_closing);
        }
        catch (TimeoutException)
        {
            // The process ends, and the kernel closes what is open.
        }
    }
}
