using FakeImds.Ec2;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Plan;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Launchers;

/// <summary>A launch that nobody can see into: what it launches, if anything, is in another template, or the work of code.</summary>
internal static class ClosedLaunch
{
    /// <param name="name">How the file calls it.</param>
    /// <param name="kind">Its type.</param>
    /// <param name="position">Where it is.</param>
    /// <param name="what">What it is, such as <c>the nested stack Workers</c>, or all that is not known, from "what" on.</param>
    /// <param name="hint">How its contents can be given; null when they can't.</param>
    public static DeclaredLaunch Of(string name, string kind, ConfigPosition position, string what, string? hint = null) => new()
    {
        Name = name,
        Kind = kind,
        Position = position,
        IsHypothetical = true,
        Closed = new Unknown("what " + name, what.StartsWith("what ", StringComparison.Ordinal) ? what : $"what {what} launches") { Hint = hint },
        Request = new RunInstancesRequest(),
    };
}
