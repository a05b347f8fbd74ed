using System.Collections.Immutable;
using FakeImds.Iac.Plan;

namespace FakeImds.Iac.Launchers;

/// <summary>A resource type that launches instances, in the names of a format. Paths go through objects by dots, and through every item of a list.</summary>
/// <param name="Type">The type, such as <c>AWS::EKS::Nodegroup</c>.</param>
/// <param name="Service">The service that launches, for people: <c>Amazon EKS</c>.</param>
internal sealed record Launcher(string Type, string Service)
{
    /// <summary>Paths of launch template specifications. Each one found is a launch.</summary>
    public ImmutableArray<string> Templates { get; init; } = [];

    /// <summary>Path of launch specifications without metadata options. Each one found is a launch.</summary>
    public string? Specifications { get; init; }

    /// <summary>Paths where the type names an image.</summary>
    public ImmutableArray<string> Images { get; init; } = [];

    /// <summary>Where the type has options of its own.</summary>
    public ImmutableArray<LauncherOption> Options { get; init; } = [];

    /// <summary>Whether EC2 decides what neither the type nor its launch template sets, as for a launch request; false when the service may set it.</summary>
    public bool LeavesRestToEc2 { get; init; }

    /// <summary>The type launches only when one of these values stands at the path; any value when there are none. Null: always.</summary>
    public (string Path, ImmutableArray<string> Values)? When { get; init; }

    /// <summary>Who launches when there is no launch template.</summary>
    public required LaunchedBy By { get; init; }

    /// <summary>Who launches from a launch template; null for <see cref="By"/>.</summary>
    public LaunchedBy? ByWithTemplate { get; init; }

    /// <summary>Whether the resource's tags that say <c>PropagateAtLaunch</c> are those of its instances.</summary>
    public bool PropagatesTags { get; init; }

    /// <summary>A tag key that the service gives its instances and metadata can't show; null for none that is known.</summary>
    public string? TagKey { get; init; }
}
