using FakeImds.Cli.Output;
using FakeImds.Ec2;
using FakeImds.Iac;
using FakeImds.Iac.Messages;

namespace FakeImds.Cli.CommandLine;

/// <summary>The exit code and the one line that an exception becomes at the edge of the program, whatever it is.</summary>
internal static class Fault
{
    // A path and a list of what is allowed have room in it.
    private const int MaxLength = 1000;

    public static (int ExitCode, string Line) Of(Exception exception) => exception switch
    {
        UserException e => (e.ExitCode, Line(e.Message)),
        AccountFilesException e => (ExitCodes.BadInput, Line(e.Message)),
        Ec2Exception e => (ExitCodes.BadInput, Line($"fakeimds: EC2 would refuse this: {e.Error}")),
        OutputException e => (ExitCodes.Machine, Line($"fakeimds: {e.Message}")),
        OutOfMemoryException => (ExitCodes.Machine, "fakeimds: there is not enough memory for this; smaller files are allowed"),
        _ => (ExitCodes.Bug, Line($"fakeimds: this is a bug in fakeimds, please report it: {exception.GetType().Name}{Place(exception)}")),
    };

    private static string Line(string message)
    {
        var line = OneLine.Of(message);
        return line.Length <= MaxLength ? line : string.Concat(line.AsSpan(0, MaxLength - 1), "…");
    }

    // Not the exception's own message, which may repeat a value of the user's.
    private static string Place(Exception exception) =>
        exception.StackTrace?.Split('\n')[0].Trim() is { Length: > 0 } frame ? $" {frame}" : "";
}
