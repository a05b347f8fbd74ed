using System.Collections.Concurrent;

namespace FakeImds.Ec2;

/// <summary>A simulated AWS account: Regions with their defaults, images, launch templates and instances. Safe for use from many threads.</summary>
public sealed class Ec2Account
{
    private const int AccountIdDigits = 12;

    private readonly ConcurrentDictionary<string, Ec2Region> _regions = new(StringComparer.Ordinal);

    /// <summary>Creates an empty account.</summary>
    /// <param name="options">Its settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">The account id is not 12 digits, or the transition time is negative.</exception>
    public Ec2Account(Ec2AccountOptions? options = null)
    {
        options ??= new Ec2AccountOptions();
        if (options.AccountId is not { Length: AccountIdDigits } id || !id.All(char.IsAsciiDigit))
        {
            throw new ArgumentException($"AccountId '{options.AccountId}' is not an account id. An account id has {AccountIdDigits} digits.", nameof(options));
        }

        if (options.TransitionTime < TimeSpan.Zero)
        {
            throw new ArgumentException($"TransitionTime {options.TransitionTime} is negative. Zero or more is allowed.", nameof(options));
        }

        if (options.TerminatedVisibleTime < TimeSpan.Zero)
        {
            throw new ArgumentException($"TerminatedVisibleTime {options.TerminatedVisibleTime} is negative. Zero or more is allowed.", nameof(options));
        }

        ArgumentNullException.ThrowIfNull(options.TimeProvider, nameof(options));
        AccountId = options.AccountId;
        TimeProvider = options.TimeProvider;
        StrictHttpEndpoint = options.StrictHttpEndpoint;
        TransitionTime = options.TransitionTime;
        LenientImageIds = options.LenientImageIds;
        TerminatedVisibleTime = options.TerminatedVisibleTime;
        AccountDefaultsFillIamKeys = options.AccountDefaultsFillIamKeys;
        Ids = new SeededIds(options.Seed);
        Policies = new IamPolicies(TimeProvider);
        IssuedCredentials = new IssuedCredentials(TimeProvider);
        Events = new EventSchedule(TimeProvider);
    }

    /// <summary>The account's id.</summary>
    public string AccountId { get; }

    /// <summary>The seed that ids, addresses and keys derive from.</summary>
    public int Seed => Ids.Seed;

    /// <summary>The account's clock.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>Whether <c>HttpEndpoint=disabled</c> excludes other options in the same request.</summary>
    public bool StrictHttpEndpoint { get; }

    /// <summary>Whether an <c>ami-…</c> that nobody registered is an image without <c>ImdsSupport</c>.</summary>
    public bool LenientImageIds { get; }

    /// <summary>Whether account defaults fill the condition keys of a launch.</summary>
    public bool AccountDefaultsFillIamKeys { get; }

    /// <summary>The account's IAM policies. The EC2 API asks them; calls of this library don't.</summary>
    public IamPolicies Policies { get; }

    /// <summary>What happens to the account's instances: Spot interruptions, maintenance and the like.</summary>
    public EventSchedule Events { get; }

    /// <summary>The role credentials that metadata services have handed out.</summary>
    internal IssuedCredentials IssuedCredentials { get; }

    /// <summary>Those who have something for each instance.</summary>
    internal InstanceObservers Observers { get; } = new();

    internal TimeSpan TransitionTime { get; }

    internal TimeSpan TerminatedVisibleTime { get; }

    internal SeededIds Ids { get; }

    /// <summary>The Regions used so far.</summary>
    public IReadOnlyCollection<Ec2Region> Regions => (IReadOnlyCollection<Ec2Region>)_regions.Values;

    /// <summary>A Region of the account; every well-formed name has one.</summary>
    /// <param name="name">Its name, such as <c>us-east-1</c>.</param>
    /// <returns>The Region, always the same object for the same name.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not of the form of a Region name.</exception>
    public Ec2Region Region(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!RegionNames.IsWellFormed(name))
        {
            throw new ArgumentException($"'{name}' is not a Region name. A Region name looks like us-east-1.", nameof(name));
        }

        return _regions.GetOrAdd(name, static (n, account) => new Ec2Region(account, n), this);
    }
}
