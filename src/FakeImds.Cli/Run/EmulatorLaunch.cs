using FakeImds.Cli.CommandLine;
using FakeImds.Cli.Output;
using FakeImds.Iac.Plan;
using FakeImds.Journal;

namespace FakeImds.Cli.Run;

/// <summary>The emulator that settings ask for.</summary>
internal static class EmulatorLaunch
{
    /// <param name="settings">The settings.</param>
    /// <param name="errors">Told of faults of this program while it serves.</param>
    /// <param name="onRequest">Told of each request; null for nobody.</param>
    /// <param name="journalCapacity">How many requests are kept, with their processes; 0 for none.</param>
    /// <exception cref="Iac.AccountFilesException">EC2 would refuse the launch.</exception>
    public static ImdsEmulator Of(RunSettings settings, ErrorLines errors, Action<ServedRequest>? onRequest, int journalCapacity = 0)
    {
        // One instance, whoever asks.
        settings = settings with { NoInstance = false };
        var all = new AccountBuilder(settings);
        var plan = ServedLaunches.Known(settings, all.Served(), all.Fleet, errors.Add);
        var builder = new AccountBuilder(settings with { Plan = plan });
        var options = Options(builder, settings, errors);
        options.JournalCapacity = journalCapacity;
        options.FindsProcesses = journalCapacity > 0;
        options.OnRequest = onRequest;
        return new ImdsEmulator(options);
    }

    /// <summary>What the options of an emulator are by its settings, whoever starts it.</summary>
    public static ImdsEmulatorOptions Options(AccountBuilder builder, RunSettings settings, ErrorLines errors)
    {
        var options = new ImdsEmulatorOptions
        {
            Region = builder.Region,
            Launch = builder.LaunchAll,
            KeepAlive = settings.KeepAlive,
            OnError = e => errors.Add(Fault.Of(e).Line),
        };
        builder.Configure(options.Account);
        options.WithheldResponseTime = settings.WithheldResponseTime ?? options.WithheldResponseTime;
        foreach (var hops in settings.ClientHops)
        {
            options.ClientHops.Add(hops);
        }

        return options;
    }
}
