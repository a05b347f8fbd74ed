using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>What a request has of a condition key.</summary>
/// <param name="Values">The values; a value that nobody tells is an <see cref="OpenText"/>.</param>
/// <param name="IsPresent">Whether the request has the key; null when nobody tells.</param>
internal readonly record struct IamKeyValues(ImmutableArray<string> Values, bool? IsPresent)
{
    /// <summary>The request does not have the key.</summary>
    public static IamKeyValues Absent { get; } = new([], false);

    /// <summary>Every such request has the key; its value is not told.</summary>
    public static IamKeyValues Untold { get; } = new([OpenText.Any], true);

    /// <summary>Not even whether the request has the key is told.</summary>
    public static IamKeyValues Open { get; } = new([OpenText.Any], null);

    /// <summary>Whether presence or a value is not told.</summary>
    public bool IsOpen => IsPresent is null || Values.Any(OpenText.IsIn);

    /// <summary>One value; null is an absent key.</summary>
    public static IamKeyValues Of(string? value) => value is null ? Absent : new([value], true);

    /// <summary>Values; none is an absent key.</summary>
    public static IamKeyValues Of(ImmutableArray<string> values) => values.IsEmpty ? Absent : new(values, true);
}
