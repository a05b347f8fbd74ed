using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>The policies of an account (docs/fidelity.md#iam-evaluation). None at first: everything is allowed.</summary>
public sealed class IamPolicies
{
    private readonly TimeProvider _time;
    private readonly Lock _change = new();
    private volatile IamPolicy[] _attached = [];
    private volatile ImmutableDictionary<string, ImmutableArray<string>> _context = IamRequest.NoKeys;

    internal IamPolicies(TimeProvider time) => _time = time;

    /// <summary>The attached policies.</summary>
    public IReadOnlyList<IamPolicy> Attached => [.. _attached];

    /// <summary>
    /// Condition keys of all requests that only the caller or the organization knows, such as <c>aws:PrincipalOrgID</c>,
    /// <c>aws:PrincipalTag/team</c> or <c>aws:SourceIp</c>, with their values; without values the requests don't have the key. What a request
    /// itself tells wins. A key that is not here and can't be known leaves decisions open that turn on it: <see cref="IamDecision.DependsOn"/>.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public ImmutableDictionary<string, ImmutableArray<string>> Context
    {
        get => _context;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _context = value.WithComparers(StringComparer.OrdinalIgnoreCase);
        }
    }

    /// <summary>Attaches a policy. One of the same name is replaced.</summary>
    /// <param name="policy">The policy.</param>
    /// <exception cref="ArgumentNullException"><paramref name="policy"/> is null.</exception>
    public void Attach(IamPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        lock (_change)
        {
            _attached = [.. _attached.Where(p => p.Name != policy.Name), policy];
        }
    }

    /// <summary>Detaches a policy.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>True if there was one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public bool Detach(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        lock (_change)
        {
            var before = _attached.Length;
            _attached = [.. _attached.Where(p => p.Name != name)];
            return _attached.Length < before;
        }
    }

    /// <summary>
    /// Decides on a request. A statement that denies wins. Where policies of a kind have statements that allow, one of them must match;
    /// where they have none, that kind allows: <c>FullAWSAccess</c>, or an administrator, is assumed.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    public IamDecision Evaluate(IamRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var policies = _attached.Where(p => p.AppliesTo(request.Caller)).ToArray();
        if (policies is [])
        {
            return IamDecision.Allowed;
        }

        // Whoever has a service control policy is in an organization.
        var context = new IamContext(request, _time.GetUtcNow(), _context, _attached.Any(static p => p.Type is IamPolicyType.ServiceControl) ? true : null);
        var denied = new IamDecision { Action = request.Action, Resource = request.Resource };
        IamDecision? open = null;
        foreach (var policy in policies.OrderByDescending(static p => p.Type))
        {
            foreach (var statement in policy.Statements.Where(static s => !s.IsAllow))
            {
                var matches = statement.Matches(context);
                var one = denied with { IsExplicit = true, PolicyType = policy.Type, PolicyName = policy.Name, Statement = statement.Name };
                if (matches is true)
                {
                    return one;
                }

                open = matches is null ? open ?? one : open;
            }
        }

        foreach (var kind in policies.GroupBy(static p => p.Type).OrderByDescending(static k => k.Key))
        {
            var allowing = kind.SelectMany(static p => p.Statements).Where(static s => s.IsAllow).ToArray();
            var before = context.DependsOn;
            var isAllowed = allowing.Length == 0 ? true : allowing.Aggregate((bool?)false, (any, s) => any is true ? true : any | s.Matches(context));
            if (isAllowed is false)
            {
                return denied with { PolicyType = kind.Key };
            }

            context.DependsOn = isAllowed is true ? before : context.DependsOn;
            open = isAllowed is null ? open ?? denied with { PolicyType = kind.Key } : open;
        }

        return open is null ? IamDecision.Allowed : open with { DependsOn = [.. context.DependsOn.Distinct(StringComparer.OrdinalIgnoreCase)] };
    }
}
