using System.Collections.Frozen;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.KeyPairs;

internal static class DescribeKeyPairs
{
    private static readonly FrozenSet<string> s_filters = FilterNames.KeyPairs.ToFrozenSet(StringComparer.Ordinal);

    public static Answer Run(Ec2Call call)
    {
        var keys = call.Region.KeyPairs;
        RegisteredKeyPair[] named =
        [
            .. call.Parameters.Texts("KeyName").Select(n => keys.Named(n) ?? throw new Ec2Exception(Ec2Errors.KeyPairNotFound(n))),
            .. call.Parameters.Texts("KeyPairId").Select(id => keys.Index.Find(id) ?? throw new Ec2Exception(Ec2Errors.KeyPairNotFound(id))),
        ];
        var withKey = call.Parameters.Flag("IncludePublicKey") ?? false;
        var filters = Filters.Read(call.Parameters);
        call.Proceed();
        var found = filters.Apply(
            named.Length > 0 ? named.DistinctBy(static k => k.KeyPairId) : keys.Index.All,
            s_filters,
            static (k, name) => [name switch { "key-pair-id" => k.KeyPairId, "fingerprint" => k.Fingerprint, "key-name" => k.KeyPair.Name, _ => null }],
            k => call.Region.Tags.Of(k.KeyPairId)).ToArray();
        return new Answer(xml => xml.List("keySet", found, (x, k) =>
        {
            x.Text("keyPairId", k.KeyPairId).Text("keyName", k.KeyPair.Name).Text("keyFingerprint", k.Fingerprint).Text("keyType", k.KeyType)
                .Text("publicKey", withKey ? k.KeyPair.OpenSshKey : null).Time("createTime", k.CreateTime);
            TagShape.Write(x, call.Region.Tags.Of(k.KeyPairId));
        }));
    }
}
