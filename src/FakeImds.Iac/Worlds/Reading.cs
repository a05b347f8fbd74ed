using System.Collections.Immutable;
using FakeImds.Ec2;

namespace FakeImds.Iac.Worlds;

/// <summary>What a file says in one world, and which members it leaves to something that nobody knows there.</summary>
/// <param name="Value">What it says; a member that it leaves open is null in it.</param>
internal sealed record Reading<T>(T Value)
{
    /// <summary>What the names of open options begin with that FakeImds knows nothing about.</summary>
    public const string OtherOption = "Option.";

    /// <summary>No member is open.</summary>
    public static ImmutableSortedDictionary<string, Unknown> Nothing { get; } = ImmutableSortedDictionary.Create<string, Unknown>(StringComparer.Ordinal);

    /// <summary>
    /// The open members by EC2's names: one option such as <c>HttpTokens</c>, or <c>MetadataOptions</c> for all that is not set,
    /// <c>ImageId</c>, <c>InstanceType</c>, <c>LaunchTemplate</c>, and so on. Who decides asks the world about them only where it matters.
    /// </summary>
    public ImmutableSortedDictionary<string, Unknown> Open { get; init; } = Nothing;

    /// <summary>What EC2 refuses in it before it decides anything; null for nothing.</summary>
    public Ec2Error? Refusal { get; init; }
}
