using System.Collections.Immutable;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Explain;

/// <summary>One metadata option of a launch.</summary>
/// <param name="Name">Such as <c>HttpTokens</c>.</param>
/// <param name="Value">Such as <c>required</c>; <see cref="Unknown"/> when it depends on something that no file tells.</param>
/// <param name="Source">Who decided it, such as <c>launch template web version 3</c>; for an unknown one, what it is under which condition.</param>
internal sealed record ExplainedOption(string Name, string Value, string Source)
{
    /// <summary>The value of an option that is not known.</summary>
    public const string Unknown = "unknown";

    /// <summary>An option that FakeImds knows nothing about.</summary>
    public static ExplainedOption Other(string name) => new(name, Unknown, "FakeImds does not know this option");

    public bool IsKnown => Value is not Unknown;

    /// <summary>What an unknown option depends on.</summary>
    public ImmutableArray<Unknown> DependsOn { get; init; } = [];

    /// <summary>The values that an unknown option may have, with who would decide it and when; empty when it may have any.</summary>
    public ImmutableArray<PossibleValue> Possible { get; init; } = [];
}
