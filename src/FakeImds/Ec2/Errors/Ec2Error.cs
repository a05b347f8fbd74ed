namespace FakeImds.Ec2;

/// <summary>An error as EC2 answers it: a code that programs test for and a sentence for people.</summary>
/// <param name="Code">EC2's error code, such as <c>InvalidParameterValue</c>.</param>
/// <param name="Message">The sentence that EC2 sends with the code.</param>
/// <param name="HttpStatus">The HTTP status of the answer: 400, or 403 and 412 for a few codes.</param>
public sealed record Ec2Error(string Code, string Message, int HttpStatus = 400)
{
    /// <summary>The code and the sentence, as a tool would print them.</summary>
    public override string ToString() => $"{Code}: {Message}";
}
