using System.Collections.Immutable;

namespace FakeImds.Iac.CloudFormation;

/// <summary>What a template is given when it is read.</summary>
internal sealed record StackParameters
{
    /// <summary>Values by the names of the template's parameters.</summary>
    public ImmutableDictionary<string, string> Values { get; init; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary><c>AWS::Region</c>.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary><c>AWS::AccountId</c>.</summary>
    public string AccountId { get; init; } = "123456789012";
}
