using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Plan;

/// <summary>Something that a file declares, with its place there.</summary>
/// <typeparam name="T">What is declared.</typeparam>
/// <param name="Value">What the file says.</param>
/// <param name="Name">How its file calls it: <c>WebServer</c>, <c>aws_instance.web</c>, <c>Images[0]</c>.</param>
/// <param name="Position">Where.</param>
internal sealed record Declared<T>(T Value, string Name, ConfigPosition Position) : IDeclared
    where T : class
{
    /// <summary>What it is in each world; null when the file leaves nothing of it open. <see cref="Value"/> is that of the first.</summary>
    public Possible<T>? Worlds { get; init; }

    /// <summary>The members that the file leaves open in every world, where there are no <see cref="Worlds"/>.</summary>
    public ImmutableSortedDictionary<string, Unknown> Open { get; init; } = Reading<T>.Nothing;

    /// <summary>What EC2 refuses in it, where there are no <see cref="Worlds"/>; null for nothing.</summary>
    public Ec2Error? Refusal { get; init; }

    /// <summary>Whether it is there already: a file that tells what is, or a plan that leaves it alone.</summary>
    public bool Exists { get; init; }

    /// <summary>What it is in this world; null when it is not made there.</summary>
    public Reading<T>? In(World world) => Worlds is null ? new Reading<T>(Value) { Open = Open, Refusal = Refusal } : Worlds.In(world);
}
