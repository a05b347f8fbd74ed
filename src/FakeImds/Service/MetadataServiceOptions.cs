using FakeImds.Faults;
using FakeImds.Journal;

namespace FakeImds.Service;

/// <summary>How a metadata service behaves beside what its instance's options say.</summary>
internal sealed record MetadataServiceOptions
{
    public required TimeProvider TimeProvider { get; init; }

    /// <summary>False, as on EC2: every answer closes its connection.</summary>
    public bool KeepAlive { get; init; }

    /// <summary>How long a withheld answer may hold its connection.</summary>
    public required TimeSpan WithheldResponseTime { get; init; }

    /// <summary>Ends withheld answers when the emulator is disposed.</summary>
    public CancellationToken Stopping { get; init; }

    /// <summary>What goes wrong.</summary>
    public required FaultSet Faults { get; init; }

    /// <summary>Where requests are kept; null for nowhere.</summary>
    public ImdsJournal? Journal { get; init; }

    /// <summary>Told of each request after its answer; null for nobody.</summary>
    public Action<ServedRequest>? OnRequest { get; init; }

    /// <summary>Told what <see cref="OnRequest"/> throws.</summary>
    public FailureReport Failures { get; init; } = new(onError: null);
}
