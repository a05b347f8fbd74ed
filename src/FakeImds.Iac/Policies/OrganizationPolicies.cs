using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;
using FakeImds.Iac.Plan;

namespace FakeImds.Iac.Policies;

/// <summary>
/// Merges the declarative policies of an organization into the one that is in effect for the account: from the root down, what a lower
/// one assigns replaces what it inherits, unless one above forbids that (docs/fidelity.md#declarative-merge).
/// </summary>
internal sealed class OrganizationPolicies
{
    private readonly Dictionary<string, Declared<ConfigNode>> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _locks = new(StringComparer.Ordinal);
    private readonly List<Note> _notes = [];

    /// <summary>What came of values and locks, with notes on what is not taken.</summary>
    public static (Declared<DeclarativePolicy>? Policy, ImmutableArray<Note> Notes) Merge(IReadOnlyList<Declared<OrganizationPolicy>> declared, string? accountId)
    {
        Declared<OrganizationPolicy>[] all = [.. declared.Where(p => p.Value.MayConcern(accountId))];
        if (all is [])
        {
            return (null, []);
        }

        // Where not all tell what they are attached to, the order of the files is that of the organization.
        all = Array.TrueForAll(all, static p => p.Value.Depth is not null) ? [.. all.OrderBy(static p => p.Value.Depth)] : all;
        var merged = new OrganizationPolicies();
        for (var i = 0; i < all.Length; i++)
        {
            merged.Add(all[i], all.Where((p, k) => k < i && IsPeer(p.Value, all[i].Value)));
        }

        if (all.Length > 1)
        {
            merged._notes.Add(new Note(all[0].Position, $"the declarative policies are merged in this order, each over the one before: {string.Join(", ", all.Select(static p => ShortValue.Of(p.Name)))}; give them from the root down, or the output of describe-effective-policy"));
        }

        return (new(DeclarativePolicyReader.Of(merged._values.ToDictionary(static v => v.Key, static v => v.Value.Value)), all[^1].Name, all[^1].Position), [.. merged._notes]);
    }

    private static bool IsPeer(OrganizationPolicy one, OrganizationPolicy other) => one.Targets.Intersect(other.Targets, StringComparer.Ordinal).Any();

    private void Add(Declared<OrganizationPolicy> policy, IEnumerable<Declared<OrganizationPolicy>> peers)
    {
        // What a policy forbids, it forbids those below it, not itself or its peers.
        var locks = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = peers.Select(static p => p.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (path, node) in DeclarativePolicyReader.Nodes(policy.Value.Document))
        {
            if (!ChildControl.AllowsAssign(node))
            {
                locks.TryAdd(path, policy.Name);
            }

            if (DeclarativePolicyReader.Assigned(path, node) is { } value)
            {
                Set(path, new(value, policy.Name, policy.Position), names);
            }
        }

        foreach (var (path, name) in locks)
        {
            _locks.TryAdd(path, name);
        }
    }

    private void Set(string path, Declared<ConfigNode> value, HashSet<string> peers)
    {
        if (_locks.FirstOrDefault(l => !peers.Contains(l.Value) && (path == l.Key || path.StartsWith(l.Key + ".", StringComparison.Ordinal))) is { Key: not null } closed)
        {
            _notes.Add(new Note(value.Position, $"{path} of the policy {ShortValue.Of(value.Name)} is not taken: the policy {ShortValue.Of(closed.Value)} above it lets lower ones assign nothing there"));
            return;
        }

        if (_values.TryGetValue(path, out var other) && peers.Contains(other.Name) && other.Value.Text != value.Value.Text)
        {
            throw new ConfigException(value.Position, $"the policies {ShortValue.Of(other.Name)} and {ShortValue.Of(value.Name)} are attached to the same target and assign {path} differently; give the output of aws organizations describe-effective-policy");
        }

        _values[path] = value;
    }
}
