using FakeImds.Faults;
using FakeImds.Iac.Documents;

namespace FakeImds.Iac.OwnSection;

/// <summary>Reads a fault that is checked against its shape: the config file's, and the control API's.</summary>
internal static class FaultReader
{
    private static readonly (string Word, FaultType Type)[] s_types =
    [
        ("latency", FaultType.Latency), ("drop", FaultType.Drop), ("reset", FaultType.Reset), ("status", FaultType.Status),
        ("not-listening", FaultType.NotListening), ("missing-credentials", FaultType.MissingCredentials), ("empty-role-list", FaultType.EmptyRoleList),
        ("reject-fresh-token", FaultType.RejectFreshToken), ("throttle", FaultType.Throttle),
    ];

    /// <summary>The word for a type.</summary>
    public static string Word(FaultType type) => s_types.First(t => t.Type == type).Word;

    /// <param name="node">The fault.</param>
    /// <param name="now">The account's time.</param>
    /// <exception cref="ConfigException">Members are missing, exclude each other, or are of another type of fault.</exception>
    public static Fault Read(ConfigNode node, DateTimeOffset now)
    {
        var word = node.Required("Type").Text;
        var type = s_types.First(t => t.Word == word).Type;
        Only(node, "Milliseconds", word, "latency");
        Only(node, "Status", word, "status", "throttle");
        Only(node, "FreshSeconds", word, "reject-fresh-token");
        Only(node, "PerSecond", word, "throttle");
        Only(node, "Unit", word, "throttle");
        var from = Moment.Of(node, "At", "AfterSeconds", now);
        var fault = new Fault
        {
            Type = type,
            InstanceId = node.TextOf("InstanceId"),
            Path = node.TextOf("Path"),
            Method = node.TextOf("Method"),
            From = from,
            Until = Moment.Of(node, "Until", "ForSeconds", from ?? now),
            Times = node.NumberOf("Times"),
            Latency = type is FaultType.Latency ? TimeSpan.FromMilliseconds(Number(node.Required("Milliseconds"))) : null,
            Status = node.NumberOf("Status"),
            FreshFor = node.NumberOf("FreshSeconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            PerSecond = node.NumberOf("PerSecond"),
            CountsPackets = node.TextOf("Unit") is "packets",
        };
        return FaultRules.Problem(fault) is { } problem ? throw node.Error(problem) : fault;
    }

    private static int Number(ConfigNode node) => int.Parse(node.Text, System.Globalization.CultureInfo.InvariantCulture);

    private static void Only(ConfigNode node, string member, string word, params ReadOnlySpan<string> types)
    {
        if (node[member] is not null && !types.Contains(word))
        {
            throw new ConfigException(node.Members.First(m => m.Name == member).Position, $"a fault of type {word} has no {member}; leave it out");
        }
    }
}
