using System.Text.RegularExpressions;

namespace FakeImds.Clients.Tests;

/// <summary>A command and the lines that a page says it prints; no lines say nothing.</summary>
internal sealed record ShellCommand(string Text, List<string> Output)
{
    /// <summary>The whole suite: it is what runs this.</summary>
    public bool IsThisTestRun => Text.StartsWith("dotnet test", StringComparison.Ordinal);

    /// <summary>It runs until it is ended.</summary>
    public bool IsServer => Text.Contains("src/FakeImds.Cli -- run", StringComparison.Ordinal);

    /// <summary>The shown output as a pattern.</summary>
    public Regex Shown => new("^" + string.Join("\n", Output.Select(line => Regex.Escape(line).Replace("…", ".*", StringComparison.Ordinal))) + "\n*$");
}
