using FakeImds.Ec2;

namespace FakeImds.Ec2Api;

/// <summary>A valid call, before it is carried out: what a policy can decide on.</summary>
public sealed record Ec2ApiCall
{
    /// <summary>The action, such as <c>RunInstances</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The Region.</summary>
    public required string Region { get; init; }

    /// <summary>The ARN of the caller.</summary>
    public required string CallerArn { get; init; }

    /// <summary>The caller's access key; null for an unsigned request.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>The ARN of what the action is for; <c>*</c> for actions without a resource.</summary>
    public string Resource { get; init; } = "*";

    /// <summary>
    /// The metadata options in effect: those that a launch would have, with their sources, or those that an existing instance has.
    /// Null for all other actions.
    /// </summary>
    public DecidedMetadataOptions? MetadataOptions { get; init; }

    /// <summary>The attributes that the call sets, by name, such as <c>HttpTokens</c>; empty for actions that set none.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
}
