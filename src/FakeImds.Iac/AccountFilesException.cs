using FakeImds.Iac.Messages;

namespace FakeImds.Iac;

/// <summary>
/// Files of an account can't be read, are wrong, say something that EC2 would refuse, or leave open what is needed. The message is one
/// line that says what is wrong and what is allowed, with the place in front where there is one: <c>stack.yaml:12:5: …</c>.
/// </summary>
public sealed class AccountFilesException : Exception
{
    internal AccountFilesException(string message)
        : base(OneLine.Of(message))
    {
    }
}
