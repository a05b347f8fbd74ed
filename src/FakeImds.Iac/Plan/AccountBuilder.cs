using FakeImds.Ec2;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Explain;
using FakeImds.Iac.Fleet;
using FakeImds.Iac.Messages;
using FakeImds.Iac.OwnSection;
using FakeImds.Iac.Policies;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Plan;

/// <summary>Makes what the files and the options say of an account true of a simulated one.</summary>
internal sealed class AccountBuilder(AccountSettings settings)
{
    private static readonly OptionAlternatives s_nothing = new(static _ => false);

    private readonly AccountPlan _plan = settings.Plan;
    private LaunchResolver? _resolver;
    private readonly List<ServedLaunch> _launched = [];
    private FleetPlan? _fleet;
    private DeclaredLaunch? _default;

    /// <summary>The Region of everything.</summary>
    public string Region => settings.Region ?? _plan.Region ?? "us-east-1";

    /// <summary>What <see cref="LaunchAll"/> launched.</summary>
    public IReadOnlyList<ServedLaunch> Launched => _launched;

    /// <summary>Which clients see which launch.</summary>
    /// <exception cref="AccountFilesException">Who sees which launch is wrong.</exception>
    public FleetPlan Fleet => _fleet ??= FleetPlan.Of(settings);

    /// <summary>The launch of clients that belong to no other; null for none.</summary>
    /// <exception cref="AccountFilesException">No launch has the name that was asked for.</exception>
    public DeclaredLaunch? Default => settings.NoInstance ? null : _default ??= Served();

    /// <summary>Whether <see cref="LaunchAll"/> makes a launch.</summary>
    /// <exception cref="AccountFilesException">Who sees which launch is wrong.</exception>
    public bool Makes(DeclaredLaunch launch) => !launch.IsHypothetical || launch == Default || Fleet.Of(launch) is not [];

    /// <summary>Launches all instances of the files.</summary>
    /// <param name="account">The new account.</param>
    /// <param name="basis">A request with the test role and key pair.</param>
    /// <returns>The instance of clients that belong to no other; null where there is none.</returns>
    /// <exception cref="AccountFilesException">EC2 would refuse something, or who sees which launch is wrong.</exception>
    public Ec2Instance? LaunchAll(Ec2Account account, RunInstancesRequest basis)
    {
        var region = Prepare(account);
        var served = Default;

        // Instances that exist were launched before the account was as it is now.
        Ec2Instance? result = null;
        foreach (var launch in _plan.Launches.Where(static l => l.Exists).Concat(_plan.Launches.Where(static l => !l.Exists)))
        {
            if (!launch.Exists)
            {
                SetDefaults(region, enforced: true);
            }

            if (Makes(launch))
            {
                var instance = Launch(account, region, launch, basis, isServed: launch == served);
                _launched.Add(new ServedLaunch(launch, instance, Fleet.Of(launch), IsDefault: launch == served));
                result = launch == served ? instance : result;
            }
        }

        SetDefaults(region, enforced: true);
        Schedule(account, result);
        return result;
    }

    /// <summary>Launches one instance of the files, and none of the others.</summary>
    /// <param name="account">The new account.</param>
    /// <param name="basis">A request with the test role and key pair.</param>
    /// <param name="launch">The launch.</param>
    /// <returns>The instance.</returns>
    /// <exception cref="AccountFilesException">EC2 would refuse something.</exception>
    public Ec2Instance LaunchOne(Ec2Account account, RunInstancesRequest basis, DeclaredLaunch launch)
    {
        var region = Prepare(account);
        SetDefaults(region, enforced: !launch.Exists);
        var instance = Launch(account, region, launch, basis, isServed: true);
        SetDefaults(region, enforced: true);
        Schedule(account, instance);
        return instance;
    }

    /// <summary>Images, templates, policies and, so far as they don't refuse launches, defaults.</summary>
    /// <exception cref="AccountFilesException">EC2 would refuse something.</exception>
    public Ec2Region Prepare(Ec2Account account)
    {
        var region = account.Region(Region);
        foreach (var image in _plan.Images)
        {
            Refused(image, "image", () => region.Images.Restore(settings.ImdsSupport is null ? image.Value : image.Value with { ImdsSupport = settings.ImdsSupport }));
        }

        foreach (var template in _plan.Templates)
        {
            Refused(template, "launch template", () => region.LaunchTemplates.Register(template.Value));
        }

        // Who launches knows what it launches (ServedLaunches); only images may be left, which then count as without ImdsSupport.
        _resolver = new LaunchResolver(settings with { OtherImagesHaveNone = true }, region, hasOwnImage: true);
        foreach (var policy in _plan.Policies)
        {
            PolicyAttachment.Attach(account, policy);
        }

        account.Policies.Context = settings.Context;
        SetDefaults(region, enforced: false);
        return region;
    }

    /// <summary>The account's defaults as files and options say them.</summary>
    /// <param name="region">The Region.</param>
    /// <param name="enforced">Whether <c>HttpTokensEnforced</c> is among them.</param>
    public void SetDefaults(Ec2Region region, bool enforced)
    {
        var defaults = (_plan.Defaults?.Value ?? new()).With(settings.AccountDefaults);
        region.DeclarativePolicy = null;

        // A change keeps what it does not set: "not enforced" has to be said.
        region.ModifyInstanceMetadataDefaults(enforced ? defaults : defaults with { HttpTokensEnforced = DefaultOptionState.NoPreference });
        if (_plan.DeclarativePolicy is { } policy)
        {
            region.DeclarativePolicy = enforced ? policy.Value : policy.Value with { Defaults = policy.Value.Defaults with { HttpTokensEnforced = null } };
        }
    }

    /// <summary>The launch as EC2 gets it. The image is registered when no file has it.</summary>
    private RunInstancesRequest Request(DeclaredLaunch launch, RunInstancesRequest basis, bool isServed)
    {
        var world = World.With(launch.Worlds?.All.All[0].Choices ?? []);
        var resolved = _resolver!.In(isServed && !settings.Launch.IsEmpty ? launch with { Over = settings.Launch } : launch, world, static (_, _) => new(), s_nothing);
        var request = resolved!.Request;
        request = launch.HasTestRole
            ? request with { InstanceProfile = request.InstanceProfile ?? basis.InstanceProfile, KeyPair = request.KeyPair ?? basis.KeyPair }
            : request;
        var describe = request.Describe ?? (static d => d);
        var own = isServed ? _plan.Own : null;
        return request with
        {
            Describe = d => InputFile.Told("", () => own is null ? describe(d) : FakeImdsMapper.Describe(describe(d), own, basis.KeyPair)),
        };
    }

    /// <summary>The launch that <c>fakeimds run</c> serves.</summary>
    /// <exception cref="AccountFilesException">No launch has the name that was asked for.</exception>
    public DeclaredLaunch Served() => _plan.Launches is []
        ? throw new AccountFilesException("fakeimds: the files launch nothing; a file that launches an instance, or none, is allowed")
        : settings.Instance is not { } name ? _plan.Launches.FirstOrDefault(static l => l.Closed is null) ?? _plan.Launches[0]
        : _plan.Launches.FirstOrDefault(l => l.Name == name)
        ?? throw new AccountFilesException($"fakeimds: --instance is '{ShortValue.Of(name)}'; {AllowedWords.Of([.. _plan.Launches.Select(static l => l.Name)])} is allowed{NearestName.Hint(name, _plan.Launches.Select(static l => l.Name))}");

    /// <summary>Who launches.</summary>
    public IamCaller Caller(Ec2Account account) =>
        IamCaller.Of(settings.CallerArn ?? $"arn:{RegionNames.Partition(Region)}:iam::{account.AccountId}:user/fakeimds");

    /// <summary>The options of an account that the settings have.</summary>
    public void Configure(Ec2AccountOptions account)
    {
        account.AccountId = settings.AccountId ?? _plan.AccountId ?? account.AccountId;
        account.Seed = settings.Seed ?? account.Seed;
        account.LenientImageIds = settings.LenientImageIds;
        account.StrictHttpEndpoint = settings.StrictHttpEndpoint;
        account.AccountDefaultsFillIamKeys = settings.AccountDefaultsFillIamKeys;
    }

    private Ec2Instance Launch(Ec2Account account, Ec2Region region, DeclaredLaunch launch, RunInstancesRequest basis, bool isServed)
    {
        var request = Resolved(launch, basis, isServed);
        return launch.Exists || launch.By.IsAuthorized is false || Authorized(() => region.Instances.Authorize(request, Caller(account))) is not { IsDenied: true } denied
            ? Run(region, launch, request)
            : throw new AccountFilesException($"{Place(launch)}: EC2 would refuse to launch {launch.Name}: {DenialText.Of(denied)}");
    }

    private RunInstancesRequest Resolved(DeclaredLaunch launch, RunInstancesRequest basis, bool isServed)
    {
        try
        {
            return Request(launch, basis, isServed);
        }
        catch (Ec2Exception e)
        {
            throw Refused(launch, e);
        }
    }

    private static AccountFilesException Refused(DeclaredLaunch launch, Ec2Exception e) => new(launch.Position.File is null
        ? $"fakeimds: EC2 would refuse this launch: {e.Error}"
        : $"{Place(launch)}: EC2 would refuse to launch {launch.Name}: {e.Error}");

    private void Schedule(Ec2Account account, Ec2Instance? served) => InputFile.Told("fakeimds", () =>
    {
        SectionEvents.Schedule(account, served, _plan.Own);
        return true;
    });

    private static string Place(DeclaredLaunch launch) => launch.Position.In("fakeimds");

    // What the launch itself refuses is told by the launch.
    private static IamDecision? Authorized(Func<IamDecision> ask)
    {
        try
        {
            return ask();
        }
        catch (Ec2Exception)
        {
            return null;
        }
    }

    private static Ec2Instance Run(Ec2Region region, DeclaredLaunch launch, RunInstancesRequest request)
    {
        try
        {
            var instance = region.Instances.Run(request)[0];
            if (launch.IsStopped)
            {
                instance.Stop();
            }

            return instance;
        }
        catch (Ec2Exception e)
        {
            throw Refused(launch, e);
        }
    }

    private static void Refused<T>(Declared<T> declared, string what, Action register)
        where T : class
    {
        try
        {
            register();
        }
        catch (Ec2Exception e)
        {
            throw new AccountFilesException($"{declared.Position.In("")}: EC2 would refuse the {what} {declared.Name}: {e.Error}");
        }
    }
}
