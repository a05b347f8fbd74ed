using System.Text.RegularExpressions;

namespace FakeImds.Tests;

/// <summary>The fidelity ledger is held to the code: its tests exist, and what the code cites is in it.</summary>
public sealed partial class LedgerTests
{
    private static readonly string s_root = Root();
    private static readonly string[] s_lines = File.ReadAllLines(Path.Combine(s_root, "docs", "fidelity.md"));
    private static readonly Row[] s_rows = [.. ReadRows()];

    [Fact]
    public void Every_row_has_five_cells() =>
        s_rows.Where(static r => r.Cells.Length != 5 || r.Cells.Any(static c => c.Length == 0)).Select(static r => r.ToString()).ShouldBeEmpty();

    [Fact]
    public void Every_row_says_how_sure_it_is() =>
        s_rows.Where(static r => r.Cells[2] is not ("documented" or "seen" or "inferred" or "guess" or "**guess**"))
            .Select(static r => r.ToString()).ShouldBeEmpty();

    [Fact]
    public void Every_row_names_a_test() =>
        s_rows.Where(static r => !r.Tests.Any()).Select(static r => r.ToString()).ShouldBeEmpty();

    [Fact]
    public void Every_test_of_the_ledger_exists()
    {
        var tests = Sources("tests").SelectMany(TestsOf).ToHashSet(StringComparer.Ordinal);
        tests.ShouldContain("LedgerTests.Every_test_of_the_ledger_exists");
        s_rows.SelectMany(static r => r.Tests).Concat(TestsOfOwnBehaviours()).Where(t => !tests.Contains(t)).ShouldBeEmpty();
    }

    [Fact]
    public void No_anchor_is_there_twice() =>
        Anchors().GroupBy(static a => a).Where(static g => g.Count() > 1).Select(static g => g.Key).ShouldBeEmpty();

    [Fact]
    public void Every_anchor_that_the_code_cites_exists()
    {
        var anchors = Anchors().ToHashSet(StringComparer.Ordinal);
        Sources("src").Concat(Sources("tests"))
            .SelectMany(static file => Citation().Matches(File.ReadAllText(file)).Select(m => (File: Path.GetRelativePath(s_root, file), Anchor: m.Groups[1].Value)))
            .Where(c => !anchors.Contains(c.Anchor)).ShouldBeEmpty();
    }

    private static IEnumerable<string> Anchors() => s_lines.SelectMany(static l => Anchor().Matches(l).Select(static m => m.Groups[1].Value));

    // What EC2 has no counterpart for stands below the tables, an item a behaviour.
    private static IEnumerable<string> TestsOfOwnBehaviours() => s_lines
        .Where(static l => l.StartsWith("- ", StringComparison.Ordinal))
        .SelectMany(static l => NamedTest().Matches(l).Select(static m => m.Groups[1].Value))
        .Where(static t => t.Contains("Tests.", StringComparison.Ordinal));

    private static IEnumerable<Row> ReadRows()
    {
        for (var i = 0; i < s_lines.Length; i++)
        {
            var line = s_lines[i];
            if (line.StartsWith('|') && !line.StartsWith("| ---", StringComparison.Ordinal) && !line.StartsWith("| behaviour |", StringComparison.Ordinal))
            {
                yield return new Row(i + 1, [.. CellBorder().Split(line.Trim().Trim('|')).Select(static c => c.Trim())]);
            }
        }
    }

    private static IEnumerable<string> TestsOf(string file)
    {
        var (type, isTest) = ("", false);
        foreach (var line in File.ReadLines(file).Select(static l => l.Trim()))
        {
            type = Class().Match(line) is { Success: true } declared ? declared.Groups[1].Value : type;
            isTest |= line.StartsWith("[Fact", StringComparison.Ordinal) || line.StartsWith("[Theory", StringComparison.Ordinal);
            if (isTest && Method().Match(line) is { Success: true } method)
            {
                isTest = false;
                yield return $"{type}.{method.Groups[1].Value}";
            }
        }
    }

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(s_root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(static f => !f.Split(Path.DirectorySeparatorChar).Any(static part => part is "obj" or "bin"));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FakeImds.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException($"No FakeImds.sln above {AppContext.BaseDirectory}.");
    }

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex CellBorder();

    [GeneratedRegex("<a id=\"([^\"]+)\"></a>")]
    private static partial Regex Anchor();

    [GeneratedRegex(@"fidelity\.md#([a-z0-9-]+)")]
    private static partial Regex Citation();

    [GeneratedRegex(@"`(\w+\.\w+)`")]
    private static partial Regex NamedTest();

    [GeneratedRegex(@"^(?:\w+ )*class (\w+)")]
    private static partial Regex Class();

    [GeneratedRegex(@"^public (?:\w+ )*?(?:void|Task|ValueTask) (\w+)\(")]
    private static partial Regex Method();

    private sealed record Row(int Line, string[] Cells)
    {
        public IEnumerable<string> Tests => NamedTest().Matches(Cells[^1]).Select(static m => m.Groups[1].Value);

        public override string ToString() => $"fidelity.md:{Line}: {string.Join(" | ", Cells)}";
    }
}
