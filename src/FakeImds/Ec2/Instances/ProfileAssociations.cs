using System.Collections.Concurrent;

namespace FakeImds.Ec2;

/// <summary>
/// The ids of the associations between instances and their profiles. An id follows from the instance and from how often its profile
/// changed, so that nothing is kept for an instance before a reply has told its id.
/// </summary>
internal sealed class ProfileAssociations(Ec2Region region)
{
    private readonly ConcurrentDictionary<string, Ec2Instance> _told = new(StringComparer.Ordinal);

    /// <summary>The id of an instance's association, to be found by it from now on.</summary>
    public string Tell(Ec2Instance instance)
    {
        var id = IdOf(instance);
        _told[id] = instance;
        return id;
    }

    /// <summary>The instance of an association that there is; null when it ended or never was.</summary>
    public Ec2Instance? Find(string associationId)
    {
        if (!_told.TryGetValue(associationId, out var instance))
        {
            return null;
        }

        if (IsAssociated(instance) && IdOf(instance) == associationId)
        {
            return instance;
        }

        _told.TryRemove(associationId, out _);
        return null;
    }

    /// <summary>Whether an instance has a profile to be told.</summary>
    public static bool IsAssociated(Ec2Instance instance) =>
        instance.Snapshot is { State: not InstanceState.Terminated, Description.InstanceProfile: not null };

    private string IdOf(Ec2Instance instance) => region.Account.Ids.Id("iip-assoc", instance.InstanceId, instance.Snapshot.ProfileChanges);
}
