using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Iac.Plan;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Explain;

/// <summary>A launch with everything that the files leave open settled, as far as options and rules ask for it.</summary>
/// <param name="Request">The launch, its template registered, its image too.</param>
/// <param name="Template">Its launch template; null for none.</param>
/// <param name="Version">The version; null for none.</param>
/// <param name="Image">The image in words: its id, or how the file writes it.</param>
/// <param name="Open">The members that are open still.</param>
/// <param name="Refusal">What EC2 refuses before it decides anything.</param>
internal sealed record LaunchInWorld(
    RunInstancesRequest Request, LaunchTemplate? Template, LaunchTemplateVersion? Version, string? Image, ImmutableSortedDictionary<string, Unknown> Open, Ec2Error? Refusal)
{
    /// <summary>What the image's id depends on; null when it is known.</summary>
    public Unknown? UnknownImage { get; init; }
}
