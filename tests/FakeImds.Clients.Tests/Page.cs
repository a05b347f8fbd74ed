using System.Text.RegularExpressions;

namespace FakeImds.Clients.Tests;

/// <summary>
/// The shell commands of a Markdown page, block by block. In a <c>console</c> block, commands follow <c>$ </c> and the lines below
/// are what they print, with … for anything; a <c>sh</c> block is commands alone. <c>&lt;!-- not run: reason --&gt;</c> before a
/// block keeps it from being run.
/// </summary>
internal sealed partial record Page(string Path, IReadOnlyList<IReadOnlyList<ShellCommand>> Blocks)
{
    private const string Prompt = "$ ";

    public static Page Read(string root, string path) => new(
        path,
        [.. Block().Matches(File.ReadAllText(System.IO.Path.Combine(root, path)).ReplaceLineEndings("\n"))
            .Where(block => !block.Groups["excuse"].Success)
            .Select(block => Commands(block.Groups["lines"].Value.TrimEnd('\n').Split('\n'), block.Groups["kind"].Value is "console"))]);

    private static List<ShellCommand> Commands(string[] lines, bool hasOutput)
    {
        var commands = new List<ShellCommand>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (hasOutput && !lines[i].StartsWith(Prompt, StringComparison.Ordinal))
            {
                commands[^1].Output.Add(lines[i]);
                continue;
            }

            var command = hasOutput ? lines[i][Prompt.Length..] : lines[i];
            while (command.EndsWith('\\'))
            {
                command = command[..^1] + lines[++i];
            }

            commands.Add(new ShellCommand(command, []));
        }

        return commands;
    }

    [GeneratedRegex("(?<excuse><!-- not run: [^>]+ -->\n)?^```(?<kind>console|sh|bash|shell)\n(?<lines>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
