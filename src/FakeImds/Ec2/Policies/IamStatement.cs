using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>One statement of a policy.</summary>
internal sealed record IamStatement
{
    /// <summary>Its <c>Sid</c>, or its place.</summary>
    public required string Name { get; init; }

    public required bool IsAllow { get; init; }

    /// <summary>The patterns of <c>Action</c> or <c>NotAction</c>, in upper case.</summary>
    public required ImmutableArray<string> Actions { get; init; }

    public required bool IsNotAction { get; init; }

    public required ImmutableArray<string> Resources { get; init; }

    public required bool IsNotResource { get; init; }

    public required ImmutableArray<IamCondition> Conditions { get; init; }

    /// <summary>Whether the policy's version has variables.</summary>
    public required bool HasVariables { get; init; }

    public bool Matches(IamContext context)
    {
        var action = context.Request.Action.ToUpperInvariant();
        return Actions.Any(a => IamText.Matches(a, action)) != IsNotAction
            && Resources.Any(r => Expanded(r, context) is { } pattern && IamText.MatchesArn(pattern, context.Request.Resource)) != IsNotResource
            && Conditions.All(c => c.Matches(context, HasVariables));
    }

    private string? Expanded(string resource, IamContext context) => HasVariables ? IamText.Expand(resource, context) : resource;
}
