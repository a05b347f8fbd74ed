using System.Diagnostics;
using System.Runtime.InteropServices;
using FakeImds.Cli.Namespaces;

namespace FakeImds.Cli.Exec;

/// <summary>
/// Passes this program's signals on to the command, which decides what they mean. Made before the command starts: what comes meanwhile
/// waits for it.
/// </summary>
internal sealed class SignalRelay : IDisposable
{
    private static readonly (PosixSignal Signal, int Number)[] s_signals = [(PosixSignal.SIGINT, 2), (PosixSignal.SIGTERM, 15), (PosixSignal.SIGHUP, 1), (PosixSignal.SIGQUIT, 3)];

    private readonly Lock _change = new();
    private readonly List<int> _waiting = [];

    // Keys of the terminal reach a command that runs without us.
    private readonly bool _keysReachCommand = !OperatingSystem.IsWindows() && LinuxCalls.ForegroundGroup(0) == LinuxCalls.ProcessGroup();
    private readonly PosixSignalRegistration[] _registrations;
    private Process? _command;

    public SignalRelay() => _registrations = [.. s_signals.Select(s => PosixSignalRegistration.Create(s.Signal, context =>
    {
        context.Cancel = true;
        Pass(s.Signal, s.Number);
    }))];

    /// <summary>The command has started.</summary>
    public void Start(Process command)
    {
        lock (_change)
        {
            _command = command;
            foreach (var number in _waiting)
            {
                _ = LinuxCalls.Kill(command.Id, number);
            }
        }
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private void Pass(PosixSignal signal, int number)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        lock (_change)
        {
            if (_command is null)
            {
                _waiting.Add(number);
            }
            else if (!_keysReachCommand || signal is not (PosixSignal.SIGINT or PosixSignal.SIGQUIT))
            {
                _ = LinuxCalls.Kill(_command.Id, number);
            }
        }
    }
}
