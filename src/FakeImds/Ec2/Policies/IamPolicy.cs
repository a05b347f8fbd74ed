using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>A policy in IAM's policy language (docs/fidelity.md#iam-language).</summary>
public sealed class IamPolicy
{
    private IamPolicy(string name, IamPolicyType type, string? principalArn, ImmutableArray<IamStatement> statements)
    {
        Name = name;
        Type = type;
        PrincipalArn = principalArn;
        Statements = statements;
        UnfilledKeys = [.. statements.SelectMany(static s => s.Conditions).Select(static c => c.Key).Where(static k => !IamKeyNames.MayExist(k)).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The policy's name, unique among those attached.</summary>
    public string Name { get; }

    /// <summary>Its kind.</summary>
    public IamPolicyType Type { get; }

    /// <summary>Whom it is for: a pattern with <c>*</c> and <c>?</c> of <c>aws:PrincipalArn</c>; null for every caller of the account.</summary>
    public string? PrincipalArn { get; }

    /// <summary>The condition keys of the document that no request to EC2 has, because they are misspelt or another service's: to every condition they are absent.</summary>
    public IReadOnlyList<string> UnfilledKeys { get; }

    internal ImmutableArray<IamStatement> Statements { get; }

    /// <summary>Reads a policy document.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="json">The document; comments and trailing commas are allowed.</param>
    /// <param name="type">Its kind.</param>
    /// <param name="principalArn">Whom it is for: a pattern of <c>aws:PrincipalArn</c>; null for every caller.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="IamPolicyException">The document is not a policy.</exception>
    public static IamPolicy Parse(string name, string json, IamPolicyType type, string? principalArn = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(json);
        return new IamPolicy(name, type, principalArn, IamPolicyReader.Read(json));
    }

    internal bool AppliesTo(IamCaller caller) => PrincipalArn is null || IamText.Matches(PrincipalArn, caller.PrincipalArn);
}
