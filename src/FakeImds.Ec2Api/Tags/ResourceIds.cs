using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Tags;

/// <summary>The resources of a tagging call.</summary>
internal static class ResourceIds
{
    public static IReadOnlyList<string> Required(Ec2Call call) =>
        call.Parameters.Texts("ResourceId") is { Count: > 0 } ids
            ? [.. ids.Distinct(StringComparer.Ordinal).Select(static id => ResourceTags.IsResourceId(id) ? id : throw new Ec2Exception(Ec2Errors.InvalidId(id)))]
            : throw new Ec2Exception(Ec2Errors.Missing("ResourceId"));

    /// <summary>Their ARNs, for policies.</summary>
    public static IReadOnlyList<string> Arns(Ec2Call call, IReadOnlyCollection<string> ids) => [.. ids.Select(id => call.Arn($"{ResourceTypes.Of(id)}/{id}"))];
}
