using System.Text;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.KeyPairs;

/// <summary>Takes a public key in OpenSSH's form; instances launched with it show it in <c>public-keys/</c>.</summary>
internal static class ImportKeyPair
{
    public static Answer Run(Ec2Call call)
    {
        var name = KeyPairShape.NewName(call);
        var tags = TagShape.ReadSpecifications(call.Parameters);
        var material = call.Parameters.Required("PublicKeyMaterial");
        var bytes = new byte[material.Length];
        var key = Convert.TryFromBase64String(material, bytes, out var length)
            ? OpenSshKey.Parse(Encoding.UTF8.GetString(bytes, 0, length), name)
            : throw new Ec2Exception(Ec2Errors.KeyFormat);
        call.Proceed(call.Arn("key-pair/" + name));
        return KeyPairShape.Added(call, () => call.Region.KeyPairs.Add(new KeyPair(name, key.Text), key.Type, key.Fingerprint), material: null, tags);
    }
}
