namespace FakeImds.Ec2;

/// <summary>One Region of a simulated account.</summary>
public sealed class Ec2Region
{
    private readonly Lock _change = new();
    private volatile AccountMetadataDefaults _defaults = new();
    private volatile DeclarativePolicy? _policy;

    internal Ec2Region(Ec2Account account, string name)
    {
        Account = account;
        Name = name;
        Images = new ImageCatalog(this);
        LaunchTemplates = new LaunchTemplateCatalog(this);
        Instances = new InstanceFleet(this);
        Tags = new ResourceTags(this);
        ProfileAssociations = new ProfileAssociations(this);
        Fleets = new FleetCatalog(this);
        KeyPairs = new KeyPairCatalog(this);
        SpotRequests = new SpotRequestCatalog(this);
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

    /// <summary>The ids of instances' associations with their profiles.</summary>
    internal ProfileAssociations ProfileAssociations { get; }

    /// <summary>The key pairs that were made or imported.</summary>
    internal KeyPairCatalog KeyPairs { get; }

    /// <summary>The Spot requests.</summary>
    internal SpotRequestCatalog SpotRequests { get; }

    /// <summary>The EC2 Fleets.</summary>
    internal FleetCatalog Fleets { get; }

    /// <summary>What calls with a client token answered.</summary>
    internal IdempotentCalls IdempotentCalls { get; } = new();

    /// <summary>The account's defaults for new instances in this Region, with what a declarative policy sets over them.</summary>
    public AccountMetadataDefaults MetadataDefaults => _policy is { } policy ? _defaults.With(policy.Defaults) : _defaults;

    /// <summary>The organization's declarative policy; null for none.</summary>
    /// <exception cref="Ec2Exception">A value that EC2 would not accept as a default.</exception>
    public DeclarativePolicy? DeclarativePolicy
    {
        get => _policy;
        set
        {
            if (value is not null && MetadataOptionsRules.Check(value.Defaults) is { } error)
            {
                throw new Ec2Exception(error);
            }

            _policy = value;
        }
    }

    /// <summary>Changes the defaults. Members that are null keep their value; launched instances keep theirs (docs/fidelity.md#account-later).</summary>
    /// <param name="change">The members to set.</param>
    /// <returns>The new defaults.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="change"/> is null.</exception>
    /// <exception cref="Ec2Exception">A hop limit other than -1 and 1 to 64: <c>InvalidParameterValue</c>; or a declarative policy sets the member.</exception>
    public AccountMetadataDefaults ModifyInstanceMetadataDefaults(AccountMetadataDefaults change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (RefusalOf(change) is { } error)
        {
            throw new Ec2Exception(error);
        }

        lock (_change)
        {
            _defaults = _defaults.With(change);
            return MetadataDefaults;
        }
    }

    /// <summary>The error that a change of the defaults gets; null when it is allowed.</summary>
    internal Ec2Error? RefusalOf(AccountMetadataDefaults change) =>
        MetadataOptionsRules.Check(change)
        ?? (_policy is { } policy && policy.Forbids(change) ? Ec2Errors.SetByPolicy(policy.ExceptionMessage) : null);
}
