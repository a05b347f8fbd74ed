using FakeImds.Iac.Messages;

namespace FakeImds.Cli.CommandLine;

/// <summary>Something that the user can mend. Its message is one line, printed as it is.</summary>
internal sealed class UserException(int exitCode, string line) : Exception(OneLine.Of(line))
{
    public int ExitCode { get; } = exitCode;

    public static UserException BadInput(string line) => new(ExitCodes.BadInput, line);

    public static UserException Machine(string line) => new(ExitCodes.Machine, line);
}
