using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Tags;

/// <summary>Takes tags away: those of a key, of a key with a value, or all when none is named.</summary>
internal static class DeleteTags
{
    public static Answer Run(Ec2Call call)
    {
        var ids = ResourceIds.Required(call);
        KeyValuePair<string, string?>[] tags = [.. call.Parameters.Structures("Tag").Select(static t => KeyValuePair.Create(t.Required("Key"), t.Text("Value")))];
        call.Proceed(ResourceIds.Arns(call, ids), IamRequest.NoKeys.SetItem("aws:TagKeys", [.. tags.Select(static t => t.Key)]));
        call.Region.Tags.Delete(ids, tags.Length == 0 ? null : tags);
        return Answer.True;
    }
}
