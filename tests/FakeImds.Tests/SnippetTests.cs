using System.Text.RegularExpressions;

namespace FakeImds.Tests;

/// <summary>
/// C# in README.md and docs/ is the text of a <c>#region</c> in an <c>Examples.cs</c>, so that it compiles and runs:
/// <c>&lt;!-- snippet: Name --&gt;</c> before the block names the region.
/// </summary>
public sealed partial class SnippetTests
{
    private static readonly string s_root = Root();
    private static readonly Dictionary<string, string> s_regions = Regions("FakeImds.Tests", "FakeImds.Iac.Tests");

    public static IEnumerable<TheoryDataRow<string>> Pages() =>
        [.. Directory.EnumerateFiles(Path.Combine(s_root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(s_root, "README.md"))
            .Select(page => new TheoryDataRow<string>(Path.GetRelativePath(s_root, page)))];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Code_of_a_page_is_the_code_that_is_tested(string page)
    {
        var text = (await File.ReadAllTextAsync(Path.Combine(s_root, page), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        var snippets = Snippet().Matches(text);

        snippets.Count.ShouldBe(CSharpBlock().Count(text), $"{page}: each C# block needs <!-- snippet: Name --> on the line before it.");
        foreach (Match snippet in snippets)
        {
            s_regions.ShouldContainKey(snippet.Groups["name"].Value);
            snippet.Groups["code"].Value.ShouldBe(s_regions[snippet.Groups["name"].Value]);
        }
    }

    private static Dictionary<string, string> Regions(params string[] projects) => projects
        .SelectMany(static project => Region().Matches(File.ReadAllText(Path.Combine(s_root, "tests", project, "Examples.cs")).ReplaceLineEndings("\n")))
        .ToDictionary(match => match.Groups["name"].Value, match => Dedent(match.Groups["code"].Value));

    private static string Dedent(string code)
    {
        var lines = code.Split('\n');
        var indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length > indent ? line[indent..] : line.TrimStart()));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FakeImds.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is not below FakeImds.sln.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"<!-- snippet: (?<name>\w+) -->\n```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();

    [GeneratedRegex("^ *```(csharp|cs|c#)\n", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"^ *#region (?<name>\w+)\n(?<code>.*?)^ *#endregion", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Region();
}
