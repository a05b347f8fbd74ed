using System.Text;
using FakeImds.Cli.CommandLine;

namespace FakeImds.Cli.Tests.Explain;

/// <summary>Runs <c>fakeimds explain</c> over texts in a folder of its own.</summary>
internal sealed class ExplainRun : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fakeimds-explain-").FullName;

    /// <summary>Runs it; file names in the words become paths, and paths in the output file names again.</summary>
    public async Task<(int ExitCode, string Output, string Error)> RunAsync(string words, params (string Name, string Text)[] files)
    {
        foreach (var (name, text) in files)
        {
            await File.WriteAllTextAsync(Path.Combine(_folder, name), text, TestContext.Current.CancellationToken);
        }

        using var output = new MemoryStream();
        using var error = new StringWriter();
        string[] args = [.. words.Split(' ').Select(w => files.Any(f => f.Name == w) ? Path.Combine(_folder, w) : w)];
        var exitCode = await FakeImdsProgram.RunAsync(["explain", .. args], output, error);
        return (exitCode, Short(Encoding.UTF8.GetString(output.ToArray())), Short(error.ToString()));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Short(string text) => text.Replace(_folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
}
