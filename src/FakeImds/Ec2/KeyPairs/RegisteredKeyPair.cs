namespace FakeImds.Ec2;

/// <summary>A key pair that the account has, and not only a name that a launch gives.</summary>
/// <param name="KeyPairId">Its id.</param>
/// <param name="KeyPair">Its name and its public key.</param>
/// <param name="KeyType"><c>rsa</c> or <c>ed25519</c>.</param>
/// <param name="Fingerprint">As EC2 tells it: of the private key when EC2 made it, else of the public key.</param>
/// <param name="CreateTime">When it was made or imported.</param>
/// <param name="Number">The place in the order of key pairs of the Region.</param>
internal sealed record RegisteredKeyPair(string KeyPairId, KeyPair KeyPair, string KeyType, string Fingerprint, DateTimeOffset CreateTime, int Number);
