using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;
using FakeImds.Ec2Api.Tags;

namespace FakeImds.Ec2Api.KeyPairs;

/// <summary>A key pair in replies, and its tags in requests.</summary>
internal static class KeyPairShape
{
    /// <summary>Adds a key pair with the tags of the request, and tells it.</summary>
    /// <param name="call">The call, which is allowed.</param>
    /// <param name="add">Adds the key pair.</param>
    /// <param name="material">The private key; null for one that stays with the caller.</param>
    /// <param name="tags">The tags by resource type.</param>
    public static Answer Added(
        Ec2Call call,
        Func<RegisteredKeyPair> add,
        string? material,
        IReadOnlyDictionary<string, System.Collections.Immutable.ImmutableSortedDictionary<string, string>> tags)
    {
        var added = TaggedResource.Made(call, tags.GetValueOrDefault("key-pair", InstanceDescription.NoTags), add, static k => k.KeyPairId);
        return new Answer(xml =>
        {
            xml.Text("keyName", added.KeyPair.Name).Text("keyFingerprint", added.Fingerprint).Text("keyMaterial", material).Text("keyPairId", added.KeyPairId);
            TagShape.Write(xml, call.Region.Tags.Of(added.KeyPairId));
        });
    }

    /// <summary>A name that the account does not have yet.</summary>
    public static string NewName(Ec2Call call)
    {
        var name = call.Parameters.Required("KeyName");
        _ = NamedResources.KeyPair(call.Region, name);
        return call.Region.KeyPairs.Named(name) is null ? name : throw new Ec2Exception(Ec2Errors.KeyPairInUse(name));
    }
}
