namespace FakeImds.Ec2;

/// <summary>The key pairs of a Region.</summary>
internal sealed class KeyPairCatalog(Ec2Region region)
{
    private readonly Lock _change = new();
    private volatile ResourceIndex<RegisteredKeyPair> _index = ResourceIndex<RegisteredKeyPair>.Empty(
        static k => k.KeyPairId, static (a, b) => a.Number.CompareTo(b.Number), static k => k.KeyPair.Name);
    private int _made;

    public ResourceIndex<RegisteredKeyPair> Index => _index;

    public RegisteredKeyPair? Named(string name) => _index.Named(name).FirstOrDefault();

    /// <exception cref="Ec2Exception">There is one of that name: <c>InvalidKeyPair.Duplicate</c>.</exception>
    public RegisteredKeyPair Add(KeyPair keyPair, string type, string fingerprint)
    {
        lock (_change)
        {
            if (Named(keyPair.Name) is not null)
            {
                throw new Ec2Exception(Ec2Errors.KeyPairInUse(keyPair.Name));
            }

            var made = new RegisteredKeyPair(
                region.Account.Ids.Id("key", region.Name, _made), keyPair, type, fingerprint, region.Account.TimeProvider.GetUtcNow(), _made++);
            _index = _index.Set(made);
            return made;
        }
    }

    public void Remove(string keyPairId)
    {
        lock (_change)
        {
            _index = _index.Remove(keyPairId);
        }
    }
}
