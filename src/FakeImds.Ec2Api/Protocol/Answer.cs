using FakeImds.Ec2;

namespace FakeImds.Ec2Api.Protocol;

/// <summary>What an action answers.</summary>
/// <param name="Write">Writes the members of the response.</param>
internal sealed record Answer(Action<Ec2Xml> Write)
{
    /// <summary>The answer of actions without a result: EC2 sends <c>&lt;return&gt;true&lt;/return&gt;</c>.</summary>
    public static Answer True { get; } = new(static x => x.Flag("return", true));

    /// <summary>The instances that the call terminated: their ports are closed before the answer is written.</summary>
    public IReadOnlyCollection<Ec2Instance> Terminated { get; init; } = [];
}
