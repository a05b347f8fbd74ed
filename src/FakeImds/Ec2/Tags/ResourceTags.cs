using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>
/// The tags of a Region's resources. Those of instances are part of the instance, where metadata shows them; all others are here.
/// </summary>
public sealed class ResourceTags
{
    // Volumes, subnets and the like are not simulated, but programs tag them; enough for any test.
    private const int MaxResources = 10_000;

    private readonly Ec2Region _region;
    private readonly Lock _change = new();
    private ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> _tags =
        ImmutableSortedDictionary.Create<string, ImmutableSortedDictionary<string, string>>(StringComparer.Ordinal);

    internal ResourceTags(Ec2Region region) => _region = region;

    /// <summary>The tags of a resource.</summary>
    /// <param name="resourceId">Its id.</param>
    /// <returns>The tags, by key; empty for none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="resourceId"/> is null.</exception>
    public ImmutableSortedDictionary<string, string> Of(string resourceId)
    {
        ArgumentNullException.ThrowIfNull(resourceId);
        return IsInstance(resourceId)
            ? _region.Instances.Find(resourceId)?.Snapshot.Description.Tags ?? InstanceDescription.NoTags
            : Volatile.Read(ref _tags).GetValueOrDefault(resourceId, InstanceDescription.NoTags);
    }

    /// <summary>All tagged resources but instances, by id.</summary>
    internal ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Others => Volatile.Read(ref _tags);

    /// <summary>Adds tags to resources, or replaces their values. All or none.</summary>
    /// <param name="resourceIds">The resources.</param>
    /// <param name="tags">Keys and values.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="Ec2Exception">There is no such instance, image or template, or a tag is not allowed.</exception>
    public void Create(IReadOnlyCollection<string> resourceIds, IReadOnlyCollection<KeyValuePair<string, string>> tags)
    {
        ArgumentNullException.ThrowIfNull(resourceIds);
        ArgumentNullException.ThrowIfNull(tags);
        if (TagRules.Check(tags) is { } error)
        {
            throw new Ec2Exception(error);
        }

        Change(resourceIds, current => current.SetItems(tags));
    }

    /// <summary>Takes tags from resources. Tags that a resource lacks are passed over.</summary>
    /// <param name="resourceIds">The resources.</param>
    /// <param name="tags">Keys to remove; with a value, only where the tag has that value. Null removes all tags but EC2's own.</param>
    /// <exception cref="ArgumentNullException"><paramref name="resourceIds"/> is null.</exception>
    /// <exception cref="Ec2Exception">There is no such instance, image or template, or a key is EC2's own: <c>aws:…</c>.</exception>
    public void Delete(IReadOnlyCollection<string> resourceIds, IReadOnlyCollection<KeyValuePair<string, string?>>? tags)
    {
        ArgumentNullException.ThrowIfNull(resourceIds);
        if (tags?.FirstOrDefault(static t => ReservedTags.Has(t.Key)).Key is { } reserved)
        {
            throw new Ec2Exception(Ec2Errors.ReservedTagKey(reserved));
        }

        Change(resourceIds, current => tags is null
            ? current.RemoveRange(current.Keys.Where(static k => !ReservedTags.Has(k)))
            : current.RemoveRange(tags.Where(t => t.Value is null || (current.TryGetValue(t.Key, out var value) && value == t.Value)).Select(static t => t.Key)));
    }

    /// <summary>The error of tagging a new resource that is no instance; null when the tags can be set.</summary>
    internal Ec2Error? RefusalOfNew(IReadOnlyCollection<KeyValuePair<string, string>> tags) =>
        TagRules.Check(tags) ?? (tags.Count > 0 && Others.Count >= MaxResources ? Ec2Errors.TooManyTaggedResources(MaxResources) : null);

    internal void Forget(string resourceId)
    {
        lock (_change)
        {
            Volatile.Write(ref _tags, _tags.Remove(resourceId));
        }
    }

    private static bool IsInstance(string resourceId) => resourceId.StartsWith("i-", StringComparison.Ordinal);

    private void Change(
        IReadOnlyCollection<string> resourceIds, Func<ImmutableSortedDictionary<string, string>, ImmutableSortedDictionary<string, string>> change)
    {
        lock (_change)
        {
            var tags = _tags;
            var instances = new List<(Ec2Instance Instance, ImmutableSortedDictionary<string, string> Tags)>();
            foreach (var id in resourceIds)
            {
                if (IsInstance(id))
                {
                    var instance = _region.Instances.Get(id);
                    instances.Add((instance, Checked(change(instance.Snapshot.Description.Tags))));
                    instance.CheckTags(instances[^1].Tags.Keys);
                }
                else
                {
                    MustExist(id);
                    var changed = Checked(change(tags.GetValueOrDefault(id, InstanceDescription.NoTags)));
                    tags = changed.IsEmpty ? tags.Remove(id) : tags.SetItem(id, changed);
                }
            }

            if (tags.Count > MaxResources)
            {
                throw new Ec2Exception(Ec2Errors.TooManyTaggedResources(MaxResources));
            }

            foreach (var (instance, changed) in instances)
            {
                instance.Update(d => d with { Tags = changed });
            }

            Volatile.Write(ref _tags, tags);
        }
    }

    private static ImmutableSortedDictionary<string, string> Checked(ImmutableSortedDictionary<string, string> tags) =>
        TagRules.CheckCount(tags) is { } error ? throw new Ec2Exception(error) : tags;

    private void MustExist(string id)
    {
        if (id.StartsWith("ami-", StringComparison.Ordinal))
        {
            _region.Images.Get(id);
        }
        else if (id.StartsWith("lt-", StringComparison.Ordinal))
        {
            _region.LaunchTemplates.Get(id);
        }
        else if (!IsResourceId(id))
        {
            throw new Ec2Exception(Ec2Errors.InvalidId(id));
        }
    }

    /// <summary>Whether an id has the form that all ids have: a prefix, a hyphen, letters and digits.</summary>
    internal static bool IsResourceId(string id)
    {
        var hyphen = id.LastIndexOf('-');
        return id.Length <= 64 && hyphen > 0 && hyphen < id.Length - 1 && id.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-');
    }
}
