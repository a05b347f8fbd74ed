using FakeImds.Iac.Documents;

namespace FakeImds.Iac.OwnSection;

/// <summary>A time that can be given as it is or as seconds from now.</summary>
internal static class Moment
{
    /// <summary>The time; null when neither member is there.</summary>
    /// <exception cref="ConfigException">Both are there.</exception>
    public static DateTimeOffset? Of(ConfigNode node, string time, string seconds, DateTimeOffset now) =>
        node.TimeOf(time) is not { } at ? node.NumberOf(seconds) is { } after ? now + TimeSpan.FromSeconds(after) : null
        : node[seconds] is null ? at
        : throw node.Error($"{(node.Path.Length is 0 ? "the document" : node.Path)} has both {time} and {seconds}; one of them is allowed");
}
