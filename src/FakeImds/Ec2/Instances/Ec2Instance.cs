namespace FakeImds.Ec2;

/// <summary>
/// A simulated instance. Every change makes a new <see cref="InstanceSnapshot"/> and swaps it in; readers take no lock.
/// </summary>
public sealed class Ec2Instance
{
    // EC2 Instance Connect's documented life of a pushed key.
    private static readonly TimeSpan s_pushedKeyLife = TimeSpan.FromSeconds(60);

    private readonly Lock _change = new();
    private readonly Ec2Account _account;
    private readonly Ec2Region _region;
    private volatile InstanceSnapshot _snapshot;

    internal Ec2Instance(Ec2Region region, Ec2Image image, InstanceDescription description, DecidedMetadataOptions options)
    {
        _account = region.Account;
        _region = region;
        LaunchedFrom = image;
        InstanceId = description.InstanceId;
        var settled = _account.TimeProvider.GetUtcNow() + _account.TransitionTime;
        _snapshot = new InstanceSnapshot
        {
            Description = description,
            MetadataOptions = options,
            State = InstanceState.Running,
            IssuedCredentials = region.Account.IssuedCredentials,
            TransitionEnds = settled,
            OptionsApplied = settled,
            ProfileSince = _account.TimeProvider.GetUtcNow(),
        };
    }

    /// <summary>Those who follow the metadata options, told outside the lock on the thread of the change.</summary>
    internal OptionsFollowers OptionsFollowers { get; } = new();

    /// <summary>The instance's id.</summary>
    public string InstanceId { get; }

    /// <summary>What metadata doesn't show. Swapped as a whole.</summary>
    internal InstanceAttributes Attributes { get; set; } = new();

    /// <summary>The Spot request that it fulfils; null for none.</summary>
    internal string? SpotRequestId { get; set; }

    /// <summary>What the launch said, template and request in one.</summary>
    internal LaunchParameters? Launch { get; init; }

    /// <summary>The client token of the launch; null for none.</summary>
    public string? ClientToken { get; internal init; }

    /// <summary>The instance's place in the order of launches in its Region.</summary>
    internal int LaunchNumber { get; init; }

    /// <summary>The image as it was at launch.</summary>
    public Ec2Image LaunchedFrom { get; }

    internal Ec2Account Account => _account;

    /// <summary>All of the instance at this moment.</summary>
    public InstanceSnapshot Snapshot => _snapshot;

    /// <summary>What can happen to the credentials that the instance's metadata service hands out.</summary>
    public InstanceCredentials Credentials => new(this);

    /// <summary>The state of the instance's life.</summary>
    public InstanceState State => StateOf(_snapshot);

    /// <summary>The metadata options, and whether the last change is applied.</summary>
    public InstanceMetadataOptions MetadataOptions
    {
        get
        {
            var snapshot = _snapshot;
            var applied = _account.TimeProvider.GetUtcNow() >= snapshot.OptionsApplied;
            return new InstanceMetadataOptions(
                applied ? MetadataOptionsState.Applied : MetadataOptionsState.Pending, snapshot.MetadataOptions);
        }
    }

    /// <summary>Changes options of a running or stopped instance. Options not given keep their value.</summary>
    /// <param name="change">The options to change.</param>
    /// <returns>The new options, <c>pending</c>; ask again for <c>applied</c>. On a stopped instance they wait for the start.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="change"/> is null.</exception>
    /// <exception cref="Ec2Exception">EC2 refuses the change; nothing has changed.</exception>
    public InstanceMetadataOptions ModifyMetadataOptions(MetadataOptions change)
    {
        ArgumentNullException.ThrowIfNull(change);
        InstanceSnapshot before;
        DecidedMetadataOptions options;
        lock (_change)
        {
            var snapshot = before = _snapshot;
            if (Refusal(snapshot, change) is { } error)
            {
                throw new Ec2Exception(error);
            }

            options = snapshot.MetadataOptions.With(change);
            _snapshot = snapshot with
            {
                MetadataOptions = options,
                OptionsApplied = snapshot.State is InstanceState.Stopped ? DateTimeOffset.MaxValue : Settled,
            };
        }

        OptionsFollowers.Tell(() =>
        {
            lock (_change)
            {
                _snapshot = _snapshot with { MetadataOptions = before.MetadataOptions, OptionsApplied = before.OptionsApplied };
            }
        });
        return new InstanceMetadataOptions(MetadataOptionsState.Pending, options);
    }

    /// <summary>Changes what the instance has, as one step: a request sees all of it or none.</summary>
    /// <param name="change">Makes the new description from the current one. It may run while readers go on.</param>
    /// <returns>The new description.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="change"/> is null.</exception>
    /// <exception cref="ArgumentException">The change alters the instance's id, or metadata can't show what it makes; the message says what is allowed.</exception>
    /// <exception cref="Ec2Exception">Too much user data, or a tag key that can't be shown while tags are shown: <c>InvalidParameterValue</c>.</exception>
    public InstanceDescription Update(Func<InstanceDescription, InstanceDescription> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_change)
        {
            var snapshot = _snapshot;
            var description = change(snapshot.Description);
            if (description.InstanceId != InstanceId)
            {
                throw new ArgumentException($"The change turns instance {InstanceId} into {description.InstanceId}. An instance keeps its id.", nameof(change));
            }

            DescriptionRules.Demand(description, snapshot.MetadataOptions, _region.Name, nameof(change));

            var changes = description.InstanceProfile?.Arn != snapshot.Description.InstanceProfile?.Arn;
            _snapshot = snapshot with
            {
                Description = description,
                ProfileChanges = snapshot.ProfileChanges + (changes ? 1 : 0),
                ProfileSince = changes ? _account.TimeProvider.GetUtcNow() : snapshot.ProfileSince,
            };
            return description;
        }
    }

    internal void ChangeCredentials(Func<CredentialState, CredentialState> change)
    {
        lock (_change)
        {
            _snapshot = _snapshot with { Credentials = change(_snapshot.Credentials) };
        }
    }

    /// <summary>Throws when a key can't be shown while tags are shown.</summary>
    internal void CheckTags(IEnumerable<string> keys)
    {
        if (_snapshot.MetadataOptions.InstanceMetadataTags.Value is OptionState.Enabled && InstanceTagRule.Check(keys) is { } error)
        {
            throw new Ec2Exception(error);
        }
    }

    /// <summary>True when it was terminated so long ago that EC2 no longer knows it.</summary>
    internal bool IsForgotten =>
        _snapshot is { State: InstanceState.Terminated } snapshot
        && _account.TimeProvider.GetUtcNow() >= snapshot.TransitionEnds + _account.TerminatedVisibleTime;

    /// <summary>What ModifyInstanceMetadataOptions would answer, without changing anything.</summary>
    internal Ec2Error? RefusalOf(MetadataOptions change) => Refusal(_snapshot, change);

    /// <summary>Pushes a public key as EC2 Instance Connect does: it can be read for 60 seconds.</summary>
    /// <param name="user">The user on the instance.</param>
    /// <param name="signedKey">The signed key block, served as given.</param>
    /// <exception cref="ArgumentException">An argument is empty.</exception>
    /// <exception cref="InvalidOperationException">The instance has no <see cref="InstanceDescription.ManagedSshKeys"/>.</exception>
    public void PushSshPublicKey(string user, string signedKey)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(user);
        ArgumentException.ThrowIfNullOrWhiteSpace(signedKey);

        // A string of its own: the expiry tells this push from a later one of the same key. SetItem would keep an equal string.
        var pushed = new string(signedKey.AsSpan());
        Update(d => d.ManagedSshKeys is { } keys
            ? d with { ManagedSshKeys = keys with { ActiveKeys = keys.ActiveKeys.Remove(user).Add(user, pushed) } }
            : throw new InvalidOperationException($"Instance {InstanceId} has no ManagedSshKeys. Set them first."));
        new PushedKeyExpiry(this, user, pushed).Schedule(_account.TimeProvider, s_pushedKeyLife);
    }

    /// <summary>Starts a stopped instance.</summary>
    /// <returns>The change of state.</returns>
    /// <exception cref="Ec2Exception">It is neither stopped nor started already: <c>IncorrectInstanceState</c>.</exception>
    public InstanceStateChange Start() => Enter(InstanceState.Running, "started", from: InstanceState.Stopped);

    /// <summary>Stops a running instance. Its metadata service is gone until it starts; tokens end.</summary>
    /// <returns>The change of state.</returns>
    /// <exception cref="Ec2Exception">It is neither running nor stopped already: <c>IncorrectInstanceState</c>.</exception>
    public InstanceStateChange Stop() => Enter(InstanceState.Stopped, "stopped", from: InstanceState.Running);

    /// <summary>Terminates the instance, in whatever state it is.</summary>
    /// <returns>The change of state.</returns>
    public InstanceStateChange Terminate() => Enter(InstanceState.Terminated, "terminated", from: null);

    /// <summary>Restarts the operating system. Options, tokens and metadata stay (docs/fidelity.md#token-restart).</summary>
    /// <exception cref="Ec2Exception">It is not running: <c>IncorrectInstanceState</c>.</exception>
    public void Reboot()
    {
        if (State is not (InstanceState.Running or InstanceState.Pending))
        {
            throw new Ec2Exception(Ec2Errors.IncorrectState(InstanceId, "rebooted"));
        }
    }

    private DateTimeOffset Settled => _account.TimeProvider.GetUtcNow() + _account.TransitionTime;

    private Ec2Error? Refusal(InstanceSnapshot snapshot, MetadataOptions change)
    {
        var enforced = _region.MetadataDefaults.HttpTokensEnforced is DefaultOptionState.Enabled;
        return change.IsEmpty ? Ec2Errors.NoOptionGiven
            : snapshot.State is InstanceState.Terminated ? Ec2Errors.IncorrectState(InstanceId, "modified")
            : MetadataOptionsRules.Check(change, _account.StrictHttpEndpoint) is { } invalid ? invalid
            : enforced && change.HttpTokens is HttpTokens.Optional && snapshot.MetadataOptions.HttpTokens.Value is HttpTokens.Required
                ? Ec2Errors.TokensEnforced
            : change.HttpProtocolIpv6 is OptionState.Enabled && XenTypes.Has(snapshot.Description.InstanceType) ? Ec2Errors.Ipv6OnXen
            : change.InstanceMetadataTags is OptionState.Enabled ? InstanceTagRule.Check(snapshot.Description.Tags.Keys)
            : null;
    }

    private InstanceStateChange Enter(InstanceState state, string verb, InstanceState? from)
    {
        var change = Change(state, verb, from, out var isNew);
        if (isNew && state is InstanceState.Terminated)
        {
            _account.Observers.Forget(this);
        }

        return change;
    }

    private InstanceStateChange Change(InstanceState state, string verb, InstanceState? from, out bool isNew)
    {
        lock (_change)
        {
            var snapshot = _snapshot;
            var previous = StateOf(snapshot);

            // Asking for the state it is in or on its way to changes nothing (docs/fidelity.md#start-twice).
            if (snapshot.State != state && from is not null && (snapshot.State != from || previous != from))
            {
                throw new Ec2Exception(Ec2Errors.IncorrectState(InstanceId, verb));
            }

            isNew = snapshot.State != state;
            if (isNew)
            {
                if (state is InstanceState.Terminated)
                {
                    _region.Instances.Known.NoteTerminated(this);
                }

                var started = state is InstanceState.Running;
                _snapshot = snapshot with
                {
                    State = state,
                    TransitionEnds = Settled,
                    Boot = started ? snapshot.Boot + 1 : snapshot.Boot,
                    Credentials = started ? CredentialState.Untouched : snapshot.Credentials,
                    OptionsApplied = started && snapshot.OptionsApplied == DateTimeOffset.MaxValue ? Settled : snapshot.OptionsApplied,
                    Description = started
                        ? snapshot.Description with { LaunchTime = _account.TimeProvider.GetUtcNow() }
                        : snapshot.Description,
                };
            }

            return new InstanceStateChange(InstanceId, snapshot.State == state ? previous : OnTheWayTo(state), previous);
        }
    }

    private InstanceState StateOf(InstanceSnapshot snapshot) =>
        _account.TimeProvider.GetUtcNow() < snapshot.TransitionEnds ? OnTheWayTo(snapshot.State) : snapshot.State;

    private static InstanceState OnTheWayTo(InstanceState state) => state switch
    {
        InstanceState.Running => InstanceState.Pending,
        InstanceState.Stopped => InstanceState.Stopping,
        InstanceState.Terminated => InstanceState.ShuttingDown,
        _ => state,
    };
}
