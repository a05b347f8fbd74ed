using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Tags;

/// <summary>A resource that a request makes with tags.</summary>
internal static class TaggedResource
{
    /// <summary>Makes it with its tags, or not at all.</summary>
    /// <exception cref="Ec2Exception">It can't have these tags; nothing is made.</exception>
    public static T Made<T>(Ec2Call call, ImmutableSortedDictionary<string, string> tags, Func<T> make, Func<T, string> idOf)
    {
        if (call.Region.Tags.RefusalOfNew(tags) is { } refusal)
        {
            throw new Ec2Exception(refusal);
        }

        var made = make();
        call.Region.Tags.Create([idOf(made)], tags);
        return made;
    }
}
