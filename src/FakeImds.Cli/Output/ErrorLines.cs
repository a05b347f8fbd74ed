using FakeImds.Iac.Messages;

namespace FakeImds.Cli.Output;

/// <summary>What the program tells on standard error, a line each. Where nobody takes it there is nobody left to tell.</summary>
internal sealed class ErrorLines(TextWriter error)
{
    public void Add(string line)
    {
        try
        {
            error.Write(OneLine.Of(line) + "\n");
            error.Flush();
        }
        catch (IOException)
        {
            // The exit code tells.
        }
    }
}
