using System.Collections.Concurrent;

namespace FakeImds.Ec2;

/// <summary>The instances that a Region knows. Readers take no lock; who changes them holds the fleet's.</summary>
internal sealed class KnownInstances
{
    // The longest dead first.
    private readonly ConcurrentQueue<Ec2Instance> _terminated = new();

    private ResourceIndex<Ec2Instance> _index =
        ResourceIndex<Ec2Instance>.Empty(static i => i.InstanceId, static (a, b) => a.LaunchNumber.CompareTo(b.LaunchNumber));

    public Ec2Instance? Find(string instanceId) =>
        Volatile.Read(ref _index).Find(instanceId) is { IsForgotten: false } instance ? instance : null;

    /// <summary>Those of the ids that there are, in order of launch.</summary>
    public IEnumerable<Ec2Instance> Find(IEnumerable<string> instanceIds) =>
        Volatile.Read(ref _index).Find(instanceIds).Where(static i => !i.IsForgotten);

    /// <summary>The instances launched after that of the id, in order of launch; all for null. Null when there is no such instance.</summary>
    public IEnumerable<Ec2Instance>? After(string? instanceId) =>
        Volatile.Read(ref _index).After(instanceId)?.Where(static i => !i.IsForgotten);

    public void Add(IReadOnlyCollection<Ec2Instance> launched) => Volatile.Write(ref _index, _index.Append(launched));

    public bool Remove(string instanceId)
    {
        var rest = _index.Remove(instanceId);
        var found = rest != _index;
        Volatile.Write(ref _index, rest);
        return found;
    }

    /// <summary>Notes that an instance is terminated, so that it is removed in time. Anybody may, without the lock.</summary>
    public void NoteTerminated(Ec2Instance instance) => _terminated.Enqueue(instance);

    /// <summary>Removes those that were terminated so long ago that EC2 no longer knows them.</summary>
    public void RemoveForgotten()
    {
        while (_terminated.TryPeek(out var instance) && instance.IsForgotten)
        {
            _terminated.TryDequeue(out _);

            // Another may have the id since this one was forgotten on demand.
            if (_index.Find(instance.InstanceId) == instance)
            {
                Remove(instance.InstanceId);
            }
        }
    }
}
