using System.Collections.Immutable;
using System.Net;
using FakeImds.Cli.Namespaces;
using FakeImds.Cli.Output;
using FakeImds.Cli.Run;
using FakeImds.Hops;

namespace FakeImds.Cli.Exec;

/// <summary>One run of a command, from the settings to its exit code.</summary>
internal sealed class ExecSession(RunSettings settings, ExecSettings exec, ErrorLines errors, IReadOnlyList<string> arguments)
{
    /// <exception cref="CommandLine.UserException">The system does not allow it, or there is no such program.</exception>
    public async Task<int> RunAsync()
    {
        var start = CommandProcess.Prepare(exec.Command);
        if (!exec.IsViaEnvironment)
        {
            UserSpace.Require(arguments);
        }

        // The command has standard output to itself.
        using var log = StandardStream.Open(StandardStream.Error);
        await using var requests = new RequestLog(log, settings.LogFormat is RequestLogFormat.Json ? new RequestJson() : new RequestLine(), settings.Log, errors.Add);
        requests.Start();
        using var guard = exec.IsViaEnvironment ? null : NamespaceGuard.Start();
        await using var emulator = EmulatorLaunch.Of(settings with { ClientHops = exec.IsViaEnvironment ? Declared(exec.Hops) : [] }, errors, settings.Log is RequestLogLevel.Off ? null : requests.Add);
        using var place = guard is null ? await Surroundings.ByEnvironmentAsync(emulator) : Surroundings.Make(emulator, exec.Hops, guard);
        using var signals = new SignalRelay();
        using var process = place.Start(start);
        signals.Start(process);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static ImmutableArray<ClientHops> Declared(int hops) => [new ClientHops(new IPNetwork(IPAddress.Parse("127.0.0.0"), 8), hops)];
}
