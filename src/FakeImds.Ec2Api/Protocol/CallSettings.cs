using FakeImds.Ec2;
using FakeImds.Journal;

namespace FakeImds.Ec2Api.Protocol;

/// <summary>What actions need of the server's options, copied when the server was made.</summary>
internal sealed record CallSettings
{
    public required string DefaultRegion { get; init; }

    public required IamCaller DefaultCaller { get; init; }

    public required IReadOnlyDictionary<string, IamCaller> Callers { get; init; }

    public required bool ShowManagedBy { get; init; }

    public Func<Ec2ApiCall, bool>? IsAllowed { get; init; }

    /// <summary>Told of failures that the client's answer does not describe.</summary>
    public required FailureReport Failures { get; init; }

    public Action<Ec2ApiCall, IamDecision>? OnUndecided { get; init; }

    /// <summary>The open metadata address of an instance; null when it has none.</summary>
    public required Func<Ec2Instance, string?> MetadataEndpoint { get; init; }

    /// <summary>Makes clients of an address see an instance at the addresses that instances share.</summary>
    public required Action<System.Net.IPAddress, Ec2Instance> RouteSource { get; init; }

    /// <summary>The addresses whose clients see an instance.</summary>
    public required Func<Ec2Instance, IEnumerable<string>> SourceAddresses { get; init; }

    public IamCaller Caller(string? accessKeyId) =>
        accessKeyId is not null && Callers.TryGetValue(accessKeyId, out var caller) ? caller : DefaultCaller;
}
