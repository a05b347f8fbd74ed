using System.Collections.Immutable;
using FakeImds.Ec2;

namespace FakeImds.Cli.Check;

/// <summary>Metadata options and a distance under which a command is tried.</summary>
internal sealed record Posture(string Name, string Description, int Hops, MetadataOptions Options)
{
    private const string Ipv6Mode = "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE";

    /// <summary>Everything is allowed: what other runs are compared with.</summary>
    public static Posture Permissive { get; } = new("v1+v2", "IMDSv1 and IMDSv2, on the instance", 1, Limits(HttpTokens.Optional, MetadataOptions.MaxHopLimit));

    /// <summary>In the order of the report.</summary>
    public static ImmutableArray<Posture> All { get; } =
    [
        Permissive,
        V2Only(1, "instance", 1),
        V2Only(2, "instance", 1),
        V2Only(3, "instance", 1),
        V2Only(1, "container", 2),
        V2Only(2, "container", 2),
        V2Only(3, "container", 2),
        new("v1+v2-hop1-container", "IMDSv1 and IMDSv2, hop limit 1, in a container: the token never arrives", 2, Limits(HttpTokens.Optional, 1)),
        new("endpoint-disabled", "The service answers nothing", 1, Limits(HttpTokens.Optional, 1) with { HttpEndpoint = OptionState.Disabled }) { IsWithoutMetadata = true },
        new("ipv6", $"IMDSv2 only, hop limit 1, on the instance, with {Ipv6Mode}=IPv6", 1, Limits(HttpTokens.Required, 1) with { HttpProtocolIpv6 = OptionState.Enabled })
        {
            Variables = ImmutableDictionary<string, string>.Empty.Add(Ipv6Mode, "IPv6"), IsOverIpv6 = true,
        },
        new("token-refused-once", "IMDSv2 only, hop limit 1, on the instance; after the first answer all tokens so far are refused with 401", 1, Limits(HttpTokens.Required, 1)) { EndsTokens = true },
    ];

    /// <summary>Environment variables that the command gets.</summary>
    public ImmutableDictionary<string, string> Variables { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>True when the first tokens end while the command runs.</summary>
    public bool EndsTokens { get; init; }

    /// <summary>True when only requests over IPv6 are a test of it.</summary>
    public bool IsOverIpv6 { get; init; }

    /// <summary>True when nothing is answered: to end well is to do without.</summary>
    public bool IsWithoutMetadata { get; init; }

    /// <summary>True when IMDSv1 is switched off, and nothing else stands in the way.</summary>
    public bool IsV2Only => Options.HttpTokens is HttpTokens.Required && !EndsTokens && !IsOverIpv6;

    private static Posture V2Only(int limit, string position, int hops) => new(
        $"v2-hop{limit}-{position}", $"IMDSv2 only, hop limit {limit}, {(hops is 1 ? "on the instance" : "in a container")}", hops, Limits(HttpTokens.Required, limit));

    private static MetadataOptions Limits(HttpTokens tokens, int limit) => new()
    {
        HttpTokens = tokens, HttpPutResponseHopLimit = limit, HttpEndpoint = OptionState.Enabled, HttpProtocolIpv6 = OptionState.Disabled,
    };
}
