using FakeImds.Ec2;

namespace FakeImds.Iac;

/// <summary>What files leave open. Read once, when the files are read.</summary>
public sealed class AccountFilesOptions
{
    /// <summary>Values of the parameters of CloudFormation templates, by name. A name that no template has is an error.</summary>
    public IDictionary<string, string> Parameters { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The Region; null for the one that the files name, or else <c>us-east-1</c>.</summary>
    public string? Region { get; set; }

    /// <summary>The account's id, 12 digits; null for the one that the files name, or else <c>123456789012</c>.</summary>
    public string? AccountId { get; set; }

    /// <summary>The account's defaults of the Region, over those of the files; null for those of the files.</summary>
    public AccountMetadataDefaults? AccountMetadataDefaults { get; set; }

    /// <summary>The <c>ImdsSupport</c> of all AMIs, for files that don't describe theirs; null for what the files say.</summary>
    public ImdsSupport? ImdsSupport { get; set; }

    /// <summary>The ARN of the user or assumed role that launches, for IAM policies; null for the user <c>fakeimds</c> of the account.</summary>
    public string? CallerArn { get; set; }

    /// <summary>
    /// Condition keys of all requests that no file tells, such as <c>aws:PrincipalOrgID</c>, with their values: <see cref="IamPolicies.Context"/>.
    /// </summary>
    public IDictionary<string, IReadOnlyList<string>> Context { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);

    /// <summary>As <see cref="Ec2AccountOptions.StrictHttpEndpoint"/>.</summary>
    public bool StrictHttpEndpoint { get; set; }

    /// <summary>As <see cref="Ec2AccountOptions.AccountDefaultsFillIamKeys"/>.</summary>
    public bool AccountDefaultsFillIamKeys { get; set; } = true;
}
