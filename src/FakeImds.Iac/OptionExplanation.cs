using System.Collections.Immutable;

namespace FakeImds.Iac;

/// <summary>One metadata option of a launch.</summary>
public sealed class OptionExplanation
{
    internal OptionExplanation(string name, string? value, string source, ImmutableArray<string> dependsOn)
    {
        Name = name;
        Value = value;
        Source = source;
        DependsOn = dependsOn;
    }

    /// <summary>Its name, such as <c>HttpTokens</c>.</summary>
    public string Name { get; }

    /// <summary>Its value as EC2 writes it, such as <c>required</c> or <c>2</c>; null when it is not known.</summary>
    public string? Value { get; }

    /// <summary>Who decided it, such as <c>launch template web version 3</c>, <c>account default</c> or <c>built-in</c>; empty when it is not known.</summary>
    public string Source { get; }

    /// <summary>What it depends on when it is not known, such as <c>parameter Stage</c>; empty when it is known.</summary>
    public IReadOnlyList<string> DependsOn { get; }

    /// <summary>The values that it may have when it is not known; empty when it is known, or may have any.</summary>
    public IReadOnlyList<string> Possible { get; internal init; } = [];

    /// <summary>The name, the value and who decided it, in one line.</summary>
    /// <returns>Such as <c>HttpTokens = required (account default)</c>.</returns>
    public override string ToString() =>
        Value is null ? $"{Name} is not known (depends on {string.Join(", ", DependsOn)})" : $"{Name} = {Value} ({Source})";
}
