namespace FakeImds.Benchmarks.Load;

/// <summary>A server under load.</summary>
internal interface ILoadedServer
{
    public string Subject { get; }

    /// <summary>Processor time that it has used, in user and kernel.</summary>
    public TimeSpan ProcessorTime { get; }
}
