using FakeImds.Ec2;

namespace FakeImds.Xunit;

/// <summary>Metadata options and a distance under which a test runs.</summary>
/// <param name="Name">Its name, which is in the test's display name.</param>
/// <param name="Options">The options of the launch.</param>
/// <param name="Hops">How many links the client is from the service: 1 on the instance, 2 in a container behind a bridge.</param>
public sealed record ImdsPosture(string Name, MetadataOptions Options, int Hops)
{
    /// <summary>All that <see cref="ImdsPosturesAttribute"/> knows, in the order of <c>fakeimds check</c>.</summary>
    public static IReadOnlyList<ImdsPosture> All { get; } =
    [
        Of("v1+v2", HttpTokens.Optional, MetadataOptions.MaxHopLimit, 1),
        Of("v2-hop1-instance", HttpTokens.Required, 1, 1),
        Of("v2-hop1-container", HttpTokens.Required, 1, 2),
        Of("v2-hop2-container", HttpTokens.Required, 2, 2),
        Of("v1+v2-hop1-container", HttpTokens.Optional, 1, 2),
        new("endpoint-disabled", new MetadataOptions { HttpEndpoint = OptionState.Disabled }, 1),
    ];

    /// <summary>True when a program that speaks IMDSv2 alone can get a token.</summary>
    public bool GivesTokens => Options.HttpEndpoint is not OptionState.Disabled && Hops <= Options.HttpPutResponseHopLimit;

    /// <summary>An emulator under these options, with a journal. Make its clients with <see cref="Hops"/>.</summary>
    /// <param name="configure">Sets what else it is to have; null for nothing.</param>
    /// <returns>The emulator. Dispose it when done.</returns>
    public ImdsEmulator Emulate(Action<ImdsEmulatorOptions>? configure = null)
    {
        var options = new ImdsEmulatorOptions { JournalCapacity = ImdsFixture.JournalCapacity };
        configure?.Invoke(options);
        options.MetadataOptions = Options;
        return new ImdsEmulator(options);
    }

    /// <summary>The name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;

    private static ImdsPosture Of(string name, HttpTokens tokens, int limit, int hops) => new(name, new MetadataOptions { HttpTokens = tokens, HttpPutResponseHopLimit = limit }, hops);
}
