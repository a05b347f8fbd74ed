namespace FakeImds.Ec2;

/// <summary>A document is not an IAM policy. The message is one line: the place, the value and what is allowed.</summary>
public sealed class IamPolicyException : Exception
{
    /// <summary>Makes the error of a place in a document.</summary>
    /// <param name="path">The place, such as <c>Statement[0].Condition.StringEquals</c>; empty for the document.</param>
    /// <param name="message">What is wrong and what is allowed.</param>
    public IamPolicyException(string path, string message)
        : base(message) => Path = path ?? "";

    /// <summary>The place, such as <c>Statement[0].Condition.StringEquals</c>; empty for the document.</summary>
    public string Path { get; }
}
