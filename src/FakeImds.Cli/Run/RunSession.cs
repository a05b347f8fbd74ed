using System.Net;
using FakeImds.Cli.Addresses;
using FakeImds.Cli.CommandLine;
using FakeImds.Cli.Output;
using FakeImds.Control.Hosting;
using FakeImds.Ec2;
using FakeImds.Iac;
using FakeImds.Iac.OwnSection;
using FakeImds.Iac.Plan;

namespace FakeImds.Cli.Run;

/// <summary>One run of the service, from the settings to the signal that ends it.</summary>
internal sealed class RunSession(RunSettings settings, StreamWriter output, ErrorLines errors)
{
    private readonly BridgedClients _bridged = new(new LocalBridges(), settings.ContainerHops, settings.ClientHops, errors.Add);
    private AccountBuilder _builder = new(settings);

    // Together with the last flush of the log less than the second in which the program is to end.
    private static readonly TimeSpan s_closing = TimeSpan.FromMilliseconds(400);

    // With control, what was asked is kept, up to a bound.
    private const int JournalCapacity = 10_000;

    /// <summary>Serves until the token is cancelled.</summary>
    /// <param name="read">Reads the settings again; with a text, that in the place of the files.</param>
    /// <param name="hasFiles">Whether there are files to read again.</param>
    /// <param name="stop">Ends the run.</param>
    /// <exception cref="AccountFilesException">EC2 would refuse the launch. Nothing is left open.</exception>
    /// <exception cref="UserException">An address can't be used. Nothing is left open.</exception>
    public async Task RunAsync(Func<ReadOnlyMemory<byte>?, RunSettings> read, bool hasFiles, CancellationToken stop)
    {
        await using var log = new RequestLog(
            output.BaseStream, settings.LogFormat is RequestLogFormat.Json ? new RequestJson() : new RequestLine(settings.NoInstance || !_builder.Fleet.IsEmpty), settings.Log, errors.Add);
        var clock = ControlListener.Clock(settings);
        var emulator = Launch(log, settings, clock, null);
        var api = Ec2ApiListener.Of(emulator, settings, _builder.Region, errors.Add);
        using var reload = new RunReload(settings, read, (again, predecessor) => Launch(log, again, clock, predecessor), errors) { Emulator = emulator, Api = api };
        await using var control = ControlListener.Of(emulator, api?.Server, settings, reload);

        // Removed in the end, after the listeners are closed.
        using var addresses = settings.AssignAddresses ? AssignedAddresses.Assign(Ipv6IsOn, errors.Add) : null;
        try
        {
            using var signal = ReloadSignal.Watch(reload, hasFiles);
            await ListenAsync(emulator, api, control, stop);
            reload.Start();
            log.Start();
            await Task.Delay(Timeout.Infinite, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to end.
        }
        finally
        {
            await reload.CloseAsync();
        }
    }

    private ImdsEmulator Launch(RequestLog log, RunSettings settings, TimeProvider clock, ImdsEmulator? predecessor)
    {
        NoInstanceRule.Check(settings);
        var all = new AccountBuilder(settings);
        _builder = new AccountBuilder(settings with { Plan = ServedLaunches.Known(settings, all.Default, all.Fleet, errors.Add) });
        var options = EmulatorLaunch.Options(_builder, settings, errors);
        options.AdditionalHops = _bridged.AdditionalHops;
        options.UnknownClients = settings.UnknownClients;
        options.OnUnknownClient = new UnknownClientLines(errors.Add).Add;
        options.OnRequest = request =>
        {
            _bridged.Note(request);
            if (settings.Log is not RequestLogLevel.Off)
            {
                log.Add(request);
            }
        };
        options.Account.TimeProvider = clock;
        options.JournalCapacity = settings.Control is null ? options.JournalCapacity : JournalCapacity;
        if (predecessor is not null)
        {
            Succession.Prepare(options, predecessor);
        }

        var emulator = new ImdsEmulator(options);
        try
        {
            foreach (var launched in _builder.Launched)
            {
                launched.Route(emulator);
            }

            SectionFaults.Add(emulator, settings.Plan.Own);
            return emulator;
        }
        catch
        {
            emulator.Dispose();
            throw;
        }
    }

    private async Task ListenAsync(ImdsEmulator emulator, Ec2ApiListener? api, ControlListener? control, CancellationToken stop)
    {
        List<IPEndPoint> open = [];
        foreach (var endpoint in settings.Listen?.Distinct() ?? Default())
        {
            try
            {
                open.Add(await emulator.ListenAsync(endpoint, cancellationToken: stop));
            }
            catch (ListenException e)
            {
                throw UserException.Machine(ListenAdvice.Of(e));
            }
        }

        string?[] apiLines = [api is null ? null : await api.OpenAsync(stop), control is null ? null : await control.OpenAsync(stop)];
        foreach (var note in settings.Plan.Notes)
        {
            errors.Add($"{note.Position.In("")}: {note.Text}");
        }

        foreach (var line in _bridged.AtStart(open))
        {
            errors.Add(line);
        }

        // The service is ready when these lines appear.
        foreach (var line in (string[])[.. FleetReport.Of(_builder.Launched, settings), .. apiLines.OfType<string>(), .. open.Select(e => StartReport.Listening(e, Ipv6IsOn))])
        {
            output.Write(line + "\n");
        }

        output.Flush();
    }

    private IPEndPoint[] Default()
    {
        var ipv4 = new IPEndPoint(ImdsAddresses.Ipv4, ImdsAddresses.Port);
        return Ipv6IsOn ? [ipv4, new IPEndPoint(ImdsAddresses.Ipv6, ImdsAddresses.Port)] : [ipv4];
    }

    private bool Ipv6IsOn => _builder.Launched.Any(
        static l => (l.IsDefault || l.Clients is not []) && l.Instance.MetadataOptions.Options.HttpProtocolIpv6.Value is OptionState.Enabled);

    // Withheld responses may be held open; they don't hold the program.
    internal static async Task CloseAsync(ImdsEmulator emulator)
    {
        try
        {
            await emulator.DisposeAsync().AsTask().WaitAsync(s_closing);
        }
        catch (TimeoutException)
        {
            // The process ends, and the kernel closes what is open.
        }
    }
}
