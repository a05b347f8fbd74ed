using System.Text;

namespace FakeImds.Cli.Tests.Run;

/// <summary>An output that nobody reads.</summary>
internal sealed class StalledWriter(ManualResetEventSlim gate) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(string? value) => gate.Wait();
}
