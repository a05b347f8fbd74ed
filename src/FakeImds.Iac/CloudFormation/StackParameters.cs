using System.Collections.Immutable;

namespace FakeImds.Iac.CloudFormation;

/// <summary>What a template is given when it is read.</summary>
internal sealed record StackParameters
{
    private static readonly ImmutableDictionary<string, string> s_none = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Values by the names of the template's parameters.</summary>
    public ImmutableDictionary<string, string> Values { get; init; } = s_none;

    /// <summary>Values that stacks export, by the names that <c>Fn::ImportValue</c> asks for.</summary>
    public ImmutableDictionary<string, string> Exports { get; init; } = s_none;

    /// <summary><c>AWS::Region</c>.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>Whether somebody said which Region it is.</summary>
    public bool IsRegionGiven { get; init; }

    /// <summary>Whether somebody said which account it is.</summary>
    public bool IsAccountGiven { get; init; }

    /// <summary><c>AWS::AccountId</c>.</summary>
    public string AccountId { get; init; } = "123456789012";
}
