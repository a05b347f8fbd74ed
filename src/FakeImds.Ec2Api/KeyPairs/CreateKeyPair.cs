using System.Security.Cryptography;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.KeyPairs;

/// <summary>Makes an RSA key pair: a real one, the private half is in the reply and nowhere else (docs/fidelity.md#key-pairs).</summary>
internal static class CreateKeyPair
{
    private const int Bits = 2048;

    public static Answer Run(Ec2Call call)
    {
        var name = KeyPairShape.NewName(call);
        var tags = TagShape.ReadSpecifications(call.Parameters);
        Allow(call, "KeyType", "rsa", "ed25519");
        Allow(call, "KeyFormat", "pem", "ppk");
        call.Proceed(call.Arn("key-pair/" + name));
        using var pair = RSA.Create(Bits);
        var key = OpenSshKey.Of(pair, name);
        return KeyPairShape.Added(call, () => call.Region.KeyPairs.Add(new KeyPair(name, key.Text), key.Type, key.Fingerprint), pair.ExportRSAPrivateKeyPem(), tags);
    }

    private static void Allow(Ec2Call call, string parameter, string simulated, string other)
    {
        var value = call.Parameters.Text(parameter) ?? simulated;
        if (value == other)
        {
            throw new Ec2Exception(new Ec2Error("UnsupportedOperation", $"FakeImds does not make key pairs of {parameter} {other}. Import one, or ask for {simulated}."));
        }

        if (value != simulated)
        {
            throw call.Parameters.Invalid(parameter, value, $"Valid values are: {simulated}, {other}.");
        }
    }
}
