using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Iac.CloudFormation;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Fleet;
using FakeImds.Iac.OwnSection;

namespace FakeImds.Iac.Plan;

/// <summary>What files and options together say of an account and its launches.</summary>
internal record AccountSettings
{
    /// <summary>What the files say of the account.</summary>
    public AccountPlan Plan { get; init; } = AccountPlan.Empty;

    /// <summary>What templates are given.</summary>
    public StackParameters Parameters { get; init; } = new();

    /// <summary>The name of the launch to serve; null for the first of the files.</summary>
    public string? Instance { get; init; }

    /// <summary>Options of the served launch's request, over those that the files give it.</summary>
    public MetadataOptions Launch { get; init; } = new();

    /// <summary>Account defaults over those of the files.</summary>
    public AccountMetadataDefaults AccountDefaults { get; init; } = new();

    /// <summary>The <c>ImdsSupport</c> of all images; null for what the files say.</summary>
    public ImdsSupport? ImdsSupport { get; init; }

    /// <summary>Whether images that no file describes are known to have no <c>ImdsSupport</c>; otherwise nobody knows.</summary>
    public bool OtherImagesHaveNone { get; init; }

    /// <summary>The Region; null for the library's default.</summary>
    public string? Region { get; init; }

    public int? Seed { get; init; }

    public string? AccountId { get; init; }

    /// <summary>The ARN of whoever launches; null for the user <c>fakeimds</c> of the account.</summary>
    public string? CallerArn { get; init; }

    /// <summary>Condition keys of all requests that no file tells: <see cref="IamPolicies.Context"/>.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Context { get; init; } = IamRequest.NoKeys;

    /// <summary>Who sees which launch, beside what the files say of their instances.</summary>
    public ImmutableArray<NamedClient> Clients { get; init; } = [];

    /// <summary>What clients of no launch get.</summary>
    public UnknownClients UnknownClients { get; init; }

    /// <summary>Whether a header may say whose client a request is.</summary>
    public bool ClientHeaders { get; init; }

    /// <summary>Whether no launch is served to clients of none.</summary>
    public bool NoInstance { get; init; }

    public bool LenientImageIds { get; init; }

    public bool StrictHttpEndpoint { get; init; }

    public bool AccountDefaultsFillIamKeys { get; init; } = true;

    /// <summary>What files alone say.</summary>
    /// <exception cref="AccountFilesException">Something in a file is wrong.</exception>
    public static AccountSettings Of(IReadOnlyList<InputFile> files, StackParameters? parameters = null)
    {
        var plan = PlanReader.Read(files, parameters ?? new());
        return SectionSettings.Of(plan.Own) with { Plan = plan };
    }
}
