using FakeImds.Ec2;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;
using FakeImds.Iac.OwnSection;
using FakeImds.Iac.Policies;

namespace FakeImds.Iac.Plan;

/// <summary>Makes what the files and the options say of an account true of a simulated one.</summary>
internal sealed class AccountBuilder(AccountSettings settings)
{
    private const string UnknownImage = "fakeimds-image";

    private readonly AccountPlan _plan = settings.Plan;

    /// <summary>The Region of everything.</summary>
    public string Region => settings.Region ?? _plan.Region ?? "us-east-1";

    /// <summary>Launches all instances of the files.</summary>
    /// <param name="account">The new account.</param>
    /// <param name="basis">A request with the test role and key pair.</param>
    /// <returns>The served instance.</returns>
    /// <exception cref="AccountFilesException">EC2 would refuse something.</exception>
    public Ec2Instance LaunchAll(Ec2Account account, RunInstancesRequest basis)
    {
        var region = Prepare(account);
        var served = Served();

        // Instances that exist were launched before the account was as it is now.
        Ec2Instance? result = null;
        foreach (var launch in _plan.Launches.Where(static l => l.Exists).Concat(_plan.Launches.Where(static l => !l.Exists)))
        {
            if (!launch.Exists)
            {
                SetDefaults(region, enforced: true);
            }

            if (launch == served || !launch.IsHypothetical)
            {
                var instance = Launch(account, region, launch, basis, isServed: launch == served);
                result = launch == served ? instance : result;
            }
        }

        SetDefaults(region, enforced: true);
        return result!;
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

        foreach (var policy in _plan.Policies)
        {
            PolicyAttachment.Attach(account, policy);
        }

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
    public RunInstancesRequest Request(Ec2Region region, DeclaredLaunch launch, RunInstancesRequest basis, bool isServed)
    {
        var request = launch.Request with { ImageId = ImageOf(region, launch) };
        request = isServed && !settings.Launch.IsEmpty ? request with { MetadataOptions = (request.MetadataOptions ?? new()).With(settings.Launch) } : request;
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
    public DeclaredLaunch Served() => settings.Instance is not { } name ? _plan.Launches[0]
        : _plan.Launches.FirstOrDefault(l => l.Name == name)
        ?? throw new AccountFilesException($"fakeimds: --instance is '{name}'; {AllowedWords.Of([.. _plan.Launches.Select(static l => l.Name)])} is allowed{NearestName.Hint(name, _plan.Launches.Select(static l => l.Name))}");

    /// <summary>The image's id; an image that no file has is one without <c>ImdsSupport</c>, unless an option says otherwise.</summary>
    private string ImageOf(Ec2Region region, DeclaredLaunch launch)
    {
        var id = launch.Request.ImageId ?? TemplateImage(region, launch.Request);
        if (id is not null && region.Images.IsRegistered(id))
        {
            return id;
        }

        // Found again by its name: one image for all launches that don't tell theirs.
        if (id is null)
        {
            return (region.Images.Named(UnknownImage).FirstOrDefault() ?? region.Images.Register(UnknownImage, settings.ImdsSupport)).ImageId;
        }

        return region.Images.Register(new Ec2Image { ImageId = id, Name = id, OwnerId = "unknown", ImdsSupport = settings.ImdsSupport }).ImageId;
    }

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
        var request = Request(region, launch, basis, isServed);
        return launch.Exists || Authorized(() => region.Instances.Authorize(request, Caller(account))) is not { IsAllowed: false } denied
            ? Run(region, launch, request)
            : throw new AccountFilesException($"{Place(launch)}: EC2 would refuse to launch {launch.Name}: {DenialText.Of(denied)}");
    }

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

    private static string? TemplateImage(Ec2Region region, RunInstancesRequest request) =>
        request.LaunchTemplate is { } name
            && region.LaunchTemplates.Find(name) is { } template
            ? template.Version(request.LaunchTemplateVersion).Data.ImageId
            : null;

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
            throw new AccountFilesException(launch.Position.File is null
                ? $"fakeimds: EC2 would refuse this launch: {e.Error}"
                : $"{Place(launch)}: EC2 would refuse to launch {launch.Name}: {e.Error}");
        }
    }

    private static void Refused<T>(Declared<T> declared, string what, Action register)
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
