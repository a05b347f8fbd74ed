using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FakeImds.Hosting;

/// <summary>
/// One Kestrel for all listeners, also for those of different emulators: a KestrelServer has a thread of its own that wakes every
/// second, so that one each would cost a thousand emulators a thousand threads. It knows no emulator: each connection brings its
/// listener. It starts with the first listener that is opened and ends with the last that is closed.
/// </summary>
/// <param name="configure">Sets the server's limits and the listener's middleware.</param>
internal sealed class SharedKestrel(Action<KestrelServerOptions, ListenOptions> configure)
{
    private readonly Lock _change = new();
    private RunningKestrel? _running;
    private int _users;

    /// <summary>Whether a listener keeps the server running.</summary>
    public bool IsRunning => Volatile.Read(ref _running) is not null;

    /// <summary>The running server, for one more listener. Each call is followed by one of <see cref="ReleaseAsync"/>.</summary>
    public RunningKestrel Acquire()
    {
        lock (_change)
        {
            _running ??= RunningKestrel.Start(configure);
            _users++;
            return _running;
        }
    }

    /// <summary>Takes a listener away; with the last one the server ends.</summary>
    public ValueTask ReleaseAsync()
    {
        RunningKestrel last;
        lock (_change)
        {
            if (--_users > 0)
            {
                return ValueTask.CompletedTask;
            }

            (last, _running) = (_running!, null);
        }

        return last.DisposeAsync();
    }
}
