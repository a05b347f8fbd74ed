namespace FakeImds.Cli.Tests.Run;

/// <summary>A file that lives as long as a test.</summary>
internal sealed class TempFile : IDisposable
{
    public TempFile(string text) => File.WriteAllText(Path, text);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName());

    public void Dispose() => File.Delete(Path);
}
