using System.CommandLine;
using System.CommandLine.Invocation;

namespace FakeImds.Cli.CommandLine;

/// <summary><c>fakeimds --version</c>.</summary>
internal sealed class VersionAction(TextWriter output) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        output.Write($"fakeimds {FakeImdsProgram.Version}\n");
        return ExitCodes.Success;
    }
}
