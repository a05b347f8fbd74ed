namespace FakeImds.Ec2;

/// <summary>One Region of a simulated account.</summary>
public sealed class Ec2Region
{
    private readonly Lock _change = new();
    private volatile AccountMetadataDefaults _defaults = new();

    internal Ec2Region(Ec2Account account, string name)
    {
        Account = account;
        Name = name;
        Images = new ImageCatalog(this);
        LaunchTemplates = new LaunchTemplateCatalog(this);
        Instances = new InstanceFleet(this);
        Tags = new ResourceTags(this);
    }

    /// <summary>The account.</summary>
    public Ec2Account Account { get; }

    /// <summary>The Region's name.</summary>
    public string Name { get; }

    /// <summary>The Region's images.</summary>
    public ImageCatalog Images { get; }

    /// <summary>The Region's launch templates.</summary>
    public LaunchTemplateCatalog LaunchTemplates { get; }

    /// <summary>The Region's instances.</summary>
    public InstanceFleet Instances { get; }

    /// <summary>The tags of the Region's resources.</summary>
    public ResourceTags Tags { get; }

    /// <summary>What calls with a client token answered.</summary>
    internal IdempotentCalls IdempotentCalls { get; } = new();

    /// <summary>The account's defaults for new instances in this Region.</summary>
    public AccountMetadataDefaults MetadataDefaults => _defaults;

    /// <summary>Changes the defaults. Members that are null keep their value; launched instances keep theirs (docs/fidelity.md#account-later).</summary>
    /// <param name="change">The members to set.</param>
    /// <returns>The new defaults.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="change"/> is null.</exception>
    /// <exception cref="Ec2Exception">A hop limit other than -1 and 1 to 64: <c>InvalidParameterValue</c>.</exception>
    public AccountMetadataDefaults ModifyInstanceMetadataDefaults(AccountMetadataDefaults change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (MetadataOptionsRules.Check(change) is { } error)
        {
            throw new Ec2Exception(error);
        }

        lock (_change)
        {
            return _defaults = _defaults.With(change);
        }
    }
}
