using System.Globalization;

namespace FakeImds.Wire.Tests;

/// <summary>The options of <c>fakeimds run</c> that these tests vary. Null leaves an option out.</summary>
internal sealed record EmulatorOptions
{
    public string? HttpTokens { get; init; }

    public int? HopLimit { get; init; }

    public bool IPv6 { get; init; } = true;

    public bool AssignAddresses { get; init; }

    public bool KeepAlive { get; init; }

    public string? Endpoint { get; init; }

    /// <summary><c>NETWORK=N</c>; other clients are measured.</summary>
    public IReadOnlyList<string> ClientHops { get; init; } = [];

    /// <summary>Addresses in place of the link-local ones.</summary>
    public IReadOnlyList<string> Listen { get; init; } = [];

    public int Endpoints => Listen.Count > 0 ? Listen.Count : IPv6 ? 2 : 1;

    public IEnumerable<string> ToArguments()
    {
        List<string> arguments = ["run", "--http-protocol-ipv6", IPv6 ? "enabled" : "disabled"];
        if (HttpTokens is not null)
        {
            arguments.AddRange(["--http-tokens", HttpTokens]);
        }

        if (HopLimit is { } limit)
        {
            arguments.AddRange(["--http-put-response-hop-limit", limit.ToString(CultureInfo.InvariantCulture)]);
        }

        if (AssignAddresses)
        {
            arguments.Add("--assign-addresses");
        }

        if (KeepAlive)
        {
            arguments.Add("--keep-alive");
        }

        if (Endpoint is not null)
        {
            arguments.AddRange(["--http-endpoint", Endpoint]);
        }

        foreach (var hops in ClientHops)
        {
            arguments.AddRange(["--client-hops", hops]);
        }

        foreach (var address in Listen)
        {
            arguments.AddRange(["--listen", address]);
        }

        return arguments;
    }
}
