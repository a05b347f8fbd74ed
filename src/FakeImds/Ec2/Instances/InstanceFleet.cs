using System.Collections.Immutable;
namespace FakeImds.Ec2;

/// <summary>The instances of a Region.</summary>
public sealed class InstanceFleet
{
    // RunInstances' documented ceiling for one call.
    internal const int MaxCount = 1000;

    private readonly Ec2Region _region;
    private readonly Lock _change = new();
    private int _launched;

    internal InstanceFleet(Ec2Region region) => _region = region;

    /// <summary>The index behind the fleet, for those who want a part of it.</summary>
    internal KnownInstances Known { get; } = new();

    /// <summary>The instances, in order of launch; terminated ones too, until EC2 forgets them (docs/fidelity.md#terminated).</summary>
    public IReadOnlyCollection<Ec2Instance> All => [.. Known.After(null)!];

    /// <summary>The instance of that id, or null.</summary>
    /// <param name="instanceId">The id.</param>
    /// <returns>The instance, or null when there is none or it was terminated long ago.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="instanceId"/> is null.</exception>
    public Ec2Instance? Find(string instanceId)
    {
        ArgumentNullException.ThrowIfNull(instanceId);
        return Known.Find(instanceId);
    }

    /// <summary>The instance of that id.</summary>
    /// <param name="instanceId">The id.</param>
    /// <returns>The instance.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="instanceId"/> is null.</exception>
    /// <exception cref="Ec2Exception">There is none: <c>InvalidInstanceID.NotFound</c>.</exception>
    public Ec2Instance Get(string instanceId) =>
        Find(instanceId) ?? throw new Ec2Exception(Ec2Errors.InstanceNotFound(instanceId));

    /// <summary>What the metadata options of a launch would be, without launching.</summary>
    /// <param name="request">The launch.</param>
    /// <returns>The options with their sources, or the error of the options.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    /// <exception cref="Ec2Exception">The image or the template does not exist, or a parameter is missing or invalid.</exception>
    public MetadataOptionsDecision Decide(RunInstancesRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var launch = Resolve(request);
        return Decide(launch, _region.MetadataDefaults);
    }

    /// <summary>What the account's policies say of a launch, without launching (docs/fidelity.md#iam-launch).</summary>
    /// <param name="request">The launch.</param>
    /// <param name="caller">Who would make it.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="Ec2Exception">The image or the template does not exist, or a parameter is missing or invalid.</exception>
    public IamDecision Authorize(RunInstancesRequest request, IamCaller caller) => Authorize(request, caller, IamRequest.NoUnknownKeys);

    /// <summary>The same for a launch that leaves something open: <see cref="IamRequest.UnknownKeys"/> of its instance.</summary>
    internal IamDecision Authorize(RunInstancesRequest request, IamCaller caller, ImmutableHashSet<string> unknownKeys)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(caller);
        var launch = Resolve(request);

        // The keys hold what the launch would have; whether it may have it is another question.
        var account = _region.Account.AccountDefaultsFillIamKeys ? _region.MetadataDefaults with { HttpTokensEnforced = null } : null;
        var options = Decide(launch, account).OptionsOrThrow();
        return LaunchAuthorization.Decide(_region, launch, options, caller, unknownKeys);
    }

    /// <summary>What EC2 would answer a launch, by all of its rules and without launching: policies apart, which <see cref="Authorize(RunInstancesRequest, IamCaller)"/> asks.</summary>
    /// <param name="request">The launch.</param>
    /// <returns>The error; null when the launch would succeed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    /// <exception cref="ArgumentException">The request's <see cref="RunInstancesRequest.Describe"/> gives what can't be shown.</exception>
    public Ec2Error? RefusalOf(RunInstancesRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            var launch = Resolve(request);
            CheckZone(launch.Request);
            var options = Decide(launch, _region.MetadataDefaults).OptionsOrThrow();
            _ = Describe(launch, options, _launched, 0);
            return TagRules.Check((IReadOnlyCollection<KeyValuePair<string, string>>?)launch.Request.Tags ?? []);
        }
        catch (Ec2Exception e)
        {
            return e.Error;
        }
    }

    /// <summary>Launches instances. All or none.</summary>
    /// <param name="request">The launch.</param>
    /// <returns>The instances, by launch index.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    /// <exception cref="ArgumentException">The request's <see cref="RunInstancesRequest.Describe"/> gives an id that another instance has, or what can't be shown.</exception>
    /// <exception cref="Ec2Exception">EC2 refuses the launch, or an EC2 API on the wire has no port for it: <c>InsufficientInstanceCapacity</c>.</exception>
    public IReadOnlyList<Ec2Instance> Run(RunInstancesRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Count is < 1 or > MaxCount)
        {
            throw new Ec2Exception(Ec2Errors.InvalidParameter("MaxCount", MetadataOptionText.Of(request.Count), $"1 to {MaxCount} instances can be launched at once."));
        }

        var launch = Resolve(request);
        CheckZone(launch.Request);
        var options = Decide(launch, _region.MetadataDefaults).OptionsOrThrow();
        using var expected = _region.Account.Observers.Expect(request.Count);
        var instances = Add(request, launch, options);
        expected.Welcome(instances);
        return instances;
    }

    private Ec2Instance[] Add(RunInstancesRequest request, ResolvedLaunch launch, DecidedMetadataOptions options)
    {
        lock (_change)
        {
            Known.RemoveForgotten();
            var first = _launched;
            var instances = new Ec2Instance[request.Count];
            var ids = new HashSet<string>(instances.Length, StringComparer.Ordinal);
            var attributes = InstanceAttributes.Of(launch.Request);
            for (var i = 0; i < instances.Length; i++)
            {
                var description = Describe(launch, options, first, i);
                instances[i] = new Ec2Instance(_region, launch.Image, description, options) 
                {
                    ClientToken = request.ClientToken,
                    LaunchNumber = first + i,
                    Launch = launch.Request,
                    Attributes = attributes,
                };
                if (!ids.Add(description.InstanceId) || Known.Find(description.InstanceId) is not null)
                {
                    throw new ArgumentException($"Describe gives the id {description.InstanceId}, which another instance has. Ids are unique in a Region.", nameof(request));
                }
            }

            _launched += instances.Length;
            Known.Add(instances);
            return instances;
        }
    }

    /// <summary>Forgets an instance, as EC2 does some time after termination.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <returns>True if there was one.</returns>
    public bool Forget(string instanceId)
    {
        Ec2Instance? instance;
        lock (_change)
        {
            instance = Known.Find(instanceId);
            if (!Known.Remove(instanceId))
            {
                return false;
            }
        }

        if (instance is not null)
        {
            _region.Account.Observers.Forget(instance);
        }

        return true;
    }

    private InstanceDescription Describe(ResolvedLaunch launch, DecidedMetadataOptions options, int first, int launchIndex)
    {
        var made = InstanceDefaults.Describe(_region, launch, first, launchIndex);
        var description = launch.Request.Describe?.Invoke(made) ?? made;
        description = LaunchNetwork.Renamed(description, made);
        DescriptionRules.Demand(description, options, _region.Name, "request");
        return description;
    }

    private void CheckZone(RunInstancesRequest launch)
    {
        if (launch.Placement is { AvailabilityZone: { } zone } && !RegionNames.IsZoneOf(_region.Name, zone))
        {
            throw new Ec2Exception(Ec2Errors.InvalidZone(zone));
        }

        if (launch.Placement is { AvailabilityZone: null, AvailabilityZoneId: { } id } && RegionNames.ZoneOfId(_region.Name, id) is null)
        {
            throw new Ec2Exception(Ec2Errors.InvalidZone(id));
        }
    }

    /// <summary>The launch with what its template supplies, its template and its image.</summary>
    /// <exception cref="Ec2Exception">The image or the template does not exist, or a parameter is missing or invalid.</exception>
    internal ResolvedLaunch Resolve(RunInstancesRequest request)
    {
        var template = request.LaunchTemplate is { } name ? _region.LaunchTemplates.Get(name) : null;
        var version = template?.Version(request.LaunchTemplateVersion);
        var launch = version is null ? request : LaunchMerge.Over(request, version.Data);
        if (LaunchRules.Check(launch) is { } error)
        {
            throw new Ec2Exception(error);
        }

        var image = _region.Images.Get(launch.ImageId ?? throw new Ec2Exception(Ec2Errors.Missing("ImageId")));
        return new ResolvedLaunch(launch, template, version, image, request.MetadataOptions) { Asked = request };
    }

    private MetadataOptionsDecision Decide(ResolvedLaunch launch, AccountMetadataDefaults? account) =>
        MetadataOptionsPrecedence.Decide(new LaunchSources
        {
            Request = launch.RequestOptions,
            Template = launch.TemplateOptions,
            Account = account,
            Image = launch.Image.ImdsSupport,
            StrictHttpEndpoint = _region.Account.StrictHttpEndpoint,
        });
}
