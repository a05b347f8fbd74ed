namespace FakeImds.Ec2;

/// <summary>Metadata can't show what an instance shall have.</summary>
/// <param name="problem">What is wrong and what is allowed, for the client of an API too.</param>
/// <param name="argument">The argument that says it.</param>
internal sealed class DescriptionException(string problem, string argument) : ArgumentException(problem, argument)
{
    /// <summary>The sentence alone; the message names the argument too.</summary>
    public string Problem { get; } = problem;
}
