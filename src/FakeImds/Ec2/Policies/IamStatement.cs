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

    /// <summary>Whether it is about the request; null when that turns on what nobody tells, which <see cref="IamContext.DependsOn"/> then names.</summary>
    public bool? Matches(IamContext context)
    {
        var action = context.Request.Action.ToUpperInvariant();
        if (Actions.Any(a => IamText.Matches(a, action)) == IsNotAction)
        {
            return false;
        }

        var before = context.DependsOn;
        bool? all = true;
        foreach (var part in Parts(context))
        {
            var known = context.DependsOn;
            var one = part();
            all &= one;
            if (one is not null)
            {
                context.DependsOn = known;
            }

            if (one is false)
            {
                context.DependsOn = before;
                return false;
            }
        }

        return all;
    }

    private IEnumerable<Func<bool?>> Parts(IamContext context) => Conditions.Select(c => (Func<bool?>)(() => c.Matches(context, HasVariables)))
        .Prepend(() => MatchesResource(context));

    private bool? MatchesResource(IamContext context)
    {
        bool? any = false;
        foreach (var resource in Resources)
        {
            any |= (HasVariables ? IamText.Expand(resource, context) : resource) is { } pattern ? IamText.MatchesArn(pattern, context.Resource) : false;
        }

        if (any is null)
        {
            context.AskForResource();
        }

        return any ^ IsNotResource;
    }
}
