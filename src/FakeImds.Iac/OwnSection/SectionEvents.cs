using FakeImds.Ec2;
using FakeImds.Iac.Documents;

namespace FakeImds.Iac.OwnSection;

/// <summary>The <c>Events</c> of the config file.</summary>
internal static class SectionEvents
{
    /// <summary>Lets happen what a checked section says.</summary>
    /// <param name="account">The account, with all its instances.</param>
    /// <param name="served">The instance of events that name none; null when there is none.</param>
    /// <param name="own">The section.</param>
    /// <exception cref="ConfigException">An event is of an instance that is not there, or is not possible.</exception>
    public static void Schedule(Ec2Account account, Ec2Instance? served, ConfigNode? own)
    {
        var now = account.TimeProvider.GetUtcNow();
        foreach (var node in own?.ListOf("Events") ?? [])
        {
            var instance = Find(account, node, served);
            var (instanceEvent, time) = TimedEventReader.Read(node, instance, now);
            account.Events.Add(instance, instanceEvent, time);
        }
    }

    private static Ec2Instance Find(Ec2Account account, ConfigNode node, Ec2Instance? served) =>
        node["InstanceId"] is not { } id ? served ?? throw node.Error($"{node.Path} has no InstanceId; give it one")
        : account.Regions.Select(r => r.Instances.Find(id.Text)).FirstOrDefault(static i => i is not null)
            ?? throw id.Error($"{id.Path} is '{Messages.ShortValue.Of(id.Text)}'; the id of an instance of the files is allowed");
}
