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

    /// <summary>
    /// The condition keys of this action and resource. A key that is not there is absent to every condition. Keys about the caller,
    /// the Region and the time need not be given.
    /// </summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Keys { get; init; } = NoKeys;

    /// <summary>No keys; names compare without regard to case, as IAM's do.</summary>
    public static ImmutableDictionary<string, ImmutableArray<string>> NoKeys { get; } =
        ImmutableDictionary.Create<string, ImmutableArray<string>>(StringComparer.OrdinalIgnoreCase);
}
