using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>One action on one resource, for policies to decide on.</summary>
public sealed record IamRequest
{
    /// <summary>The action, such as <c>ec2:RunInstances</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The ARN of the resource; <c>*</c> for actions without one.</summary>
    public string Resource { get; init; } = "*";

    /// <summary>Who calls.</summary>
    public required IamCaller Caller { get; init; }

    /// <summary>The Region of the call.</summary>
    public required string Region { get; init; }

    /// <summary>The account that owns the resource: <c>aws:ResourceAccount</c>; null for the caller's.</summary>
    public string? ResourceOwner { get; init; }

    /// <summary>Whether the <c>*</c> at the end of <see cref="Resource"/> stands for an id that nobody tells, and not for something that the action creates.</summary>
    public bool HasUnknownResourceId { get; init; }

    /// <summary>
    /// The condition keys of this action and resource. A key that is neither there nor in <see cref="UnknownKeys"/> is absent to every
    /// condition. Keys about the caller, the network, the Region and the time need not be given (docs/fidelity.md#iam-keys).
    /// </summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Keys { get; init; } = NoKeys;

    /// <summary>
    /// Keys of this action and resource whose values nobody tells, nor whether the request has them. A name that ends with <c>/</c> stands
    /// for all that begin with it. A decision that turns on one is open: <see cref="IamDecision.DependsOn"/>.
    /// </summary>
    public ImmutableHashSet<string> UnknownKeys { get; init; } = NoUnknownKeys;

    /// <summary>No unknown keys; names compare without regard to case.</summary>
    public static ImmutableHashSet<string> NoUnknownKeys { get; } = ImmutableHashSet.Create<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>No keys; names compare without regard to case, as IAM's do.</summary>
    public static ImmutableDictionary<string, ImmutableArray<string>> NoKeys { get; } =
        ImmutableDictionary.Create<string, ImmutableArray<string>>(StringComparer.OrdinalIgnoreCase);

    internal string ResourceAccount => ResourceOwner ?? Caller.AccountId;

    internal bool IsUnknown(string key) => !UnknownKeys.IsEmpty
        && (UnknownKeys.Contains(key) || (key.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash && UnknownKeys.Contains(key[..(slash + 1)])));
}
