namespace FakeImds.Cli.Check;

/// <summary>The report for a job's summary page.</summary>
internal static class CheckMarkdown
{
    public static void Write(TextWriter output, CheckReport report)
    {
        output.Write("## Will it survive IMDSv2?\n\n");
        output.Write("| posture | exit | time | v1 | v2 | refused | lost | verdict |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |\n");
        foreach (var judgement in report.Judgements)
        {
            output.Write($"| {string.Join(" | ", CheckText.Cells(judgement).Select(Plain))} |\n");
        }

        output.Write("\n");
        foreach (var line in CheckText.Findings(report))
        {
            output.Write($"- {Plain(line.Trim())}\n");
        }
    }

    // What a command line or a path may have that Markdown would act on.
    private static string Plain(string text)
    {
        foreach (var sign in (string[])["\\", "|", "<", ">", "*", "_", "`", "[", "]"])
        {
            text = text.Replace(sign, "\\" + sign, StringComparison.Ordinal);
        }

        return text;
    }
}
