using System.Net;
using FakeImds.Cli.CommandLine;
using FakeImds.Ec2Api;

namespace FakeImds.Cli.Run;

/// <summary>The EC2 API beside the metadata service.</summary>
internal sealed class Ec2ApiListener : IAsyncDisposable
{
    // With the listeners' less than the second in which the program is to end.
    private static readonly TimeSpan s_closing = TimeSpan.FromMilliseconds(300);

    private readonly Ec2ApiServer _server;
    private readonly IPEndPoint? _endpoint;

    private Ec2ApiListener(Ec2ApiServer server, IPEndPoint? endpoint)
    {
        _server = server;
        _endpoint = endpoint;
    }

    /// <summary>The API.</summary>
    public Ec2ApiServer Server => _server;

    /// <summary>The API that the settings ask for, on a port of its own or on that of control; null for none.</summary>
    public static Ec2ApiListener? Of(ImdsEmulator emulator, RunSettings settings, string region, Action<string> note) => (settings.Ec2Api ?? settings.Control) is null ? null : new(
        new Ec2ApiServer(emulator, new Ec2ApiOptions
        {
            DefaultRegion = region,
            CallerArn = settings.CallerArn,
            ShowManagedBy = !settings.HideManagedBy,
            OnUndecided = (call, decision) => note($"fakeimds: EC2 API: the policies don't decide {call.Action} by {call.CallerArn}, which is carried out; they depend on {string.Join(", ", decision.DependsOn)} (--context KEY=VALUE gives condition keys)"),
        }),
        settings.Ec2Api);

    /// <summary>Opens the port, if it has one of its own, and says so.</summary>
    /// <exception cref="UserException">The port can't be opened.</exception>
    public async Task<string?> OpenAsync(CancellationToken stop)
    {
        try
        {
            return _endpoint is null ? null : $"EC2 API on http://{await _server.StartAsync(_endpoint, stop)}";
        }
        catch (ListenException e)
        {
            throw UserException.Machine($"fakeimds: --ec2-api: {e.Message}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _server.DisposeAsync().AsTask().WaitAsync(s_closing);
        }
        catch (TimeoutException)
        {
            // The process ends, and the kernel closes what is open.
        }
    }
}
