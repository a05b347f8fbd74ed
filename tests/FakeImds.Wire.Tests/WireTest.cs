namespace FakeImds.Wire.Tests;

/// <summary>A test class with three namespaces of its own; see <see cref="HopTopology"/>.</summary>
public abstract class WireTest : IClassFixture<HopTopology>
{
    private protected WireTest(HopTopology topology)
    {
        topology.Demand();
        Topology = topology;
    }

    private protected HopTopology Topology { get; }

    private protected NetworkNamespace Instance => Topology.Instance;

    private protected NetworkNamespace Container => Topology.Container;

    private protected Task<FakeImdsProcess> StartAsync(EmulatorOptions options) => FakeImdsProcess.StartAsync(Topology.Emulator, options);
}
