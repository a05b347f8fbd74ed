namespace FakeImds.Ec2;

/// <summary>The policies of an account (docs/fidelity.md#iam-evaluation). None at first: everything is allowed.</summary>
public sealed class IamPolicies
{
    private readonly TimeProvider _time;
    private readonly Lock _change = new();
    private volatile IamPolicy[] _attached = [];

    internal IamPolicies(TimeProvider time) => _time = time;

    /// <summary>The attached policies.</summary>
    public IReadOnlyList<IamPolicy> Attached => [.. _attached];

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

        var context = new IamContext(request, _time.GetUtcNow());
        var denied = new IamDecision { Action = request.Action, Resource = request.Resource };
        foreach (var policy in policies.OrderByDescending(static p => p.Type))
        {
            if (policy.Statements.FirstOrDefault(s => !s.IsAllow && s.Matches(context)) is { } statement)
            {
                return denied with { IsExplicit = true, PolicyType = policy.Type, PolicyName = policy.Name, Statement = statement.Name };
            }
        }

        foreach (var kind in policies.GroupBy(static p => p.Type).OrderByDescending(static k => k.Key))
        {
            var allowing = kind.SelectMany(static p => p.Statements).Where(static s => s.IsAllow).ToArray();
            if (allowing.Length > 0 && !allowing.Any(s => s.Matches(context)))
            {
                return denied with { PolicyType = kind.Key };
            }
        }

        return IamDecision.Allowed;
    }
}
