using System.Text;
using FakeImds.Ec2;
using FakeImds.Iac.Documents;

namespace FakeImds.Iac.AwsCli;

/// <summary>The key pair of the launch. describe-key-pairs prints its public key; without it one is made up from the name.</summary>
internal static class KeyPairMapper
{
    private const string MadeUpName = "key";

    /// <summary>The key pair that the launch names; without a name the one there is.</summary>
    public static KeyPair? Describe(KeyPair? basis, ConfigNode document, ConfigNode? keyName)
    {
        if (keyName is not { Text: var name })
        {
            return basis;
        }

        var key = document.ListOf("KeyPairs").FirstOrDefault(k => k.TextOf("KeyName") == name)?.TextOf("PublicKey") ?? MadeUp(name);
        return new KeyPair(name, key.TrimEnd());
    }

    /// <summary>A public key line alone: its comment is the name.</summary>
    public static KeyPair OfPublicKey(string line) =>
        new(line.Split(' ') switch { [_, _, var comment, ..] => comment.Trim(), _ => MadeUpName }, line.TrimEnd());

    /// <summary>A key pair of that name, with a public key made up from it.</summary>
    public static KeyPair OfName(string name) => new(name, MadeUp(name));

    // The wire form of an Ed25519 key: the length and name of the type, then the length and 32 bytes of the key.
    private static string MadeUp(string name)
    {
        byte[] wire = [0, 0, 0, 11, .. "ssh-ed25519"u8, 0, 0, 0, 32, .. Sha256.Hash(Encoding.UTF8.GetBytes(name))];
        return $"ssh-ed25519 {Convert.ToBase64String(wire)} {name}";
    }
}
