using FakeImds.Iac.Messages;

namespace FakeImds.Iac;

/// <summary>Files of an account can't be read, are wrong, or say something that EC2 would refuse.</summary>
/// <param name="message">What is wrong, at which place, and what is allowed.</param>
/// <remarks>The message is one line, with the file and the place in it where there is one: <c>stack.yaml:12:5: …</c>.</remarks>
internal sealed class AccountFilesException(string message) : Exception(OneLine.Of(message));
