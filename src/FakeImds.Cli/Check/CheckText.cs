using System.Globalization;
using FakeImds.Iac.Messages;

namespace FakeImds.Cli.Check;

/// <summary>The report as a table for people.</summary>
internal static class CheckText
{
    private static readonly string[] s_heads = ["posture", "exit", "time", "v1", "v2", "refused", "lost", "verdict"];

    public static void Write(TextWriter output, CheckReport report)
    {
        string[][] rows = [s_heads, .. report.Judgements.Select(Cells)];
        var widths = s_heads.Select((_, i) => rows.Max(r => r[i].Length)).ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            output.Write(string.Join(" | ", rows[i].Select((c, k) => c.PadRight(widths[k]))).TrimEnd() + "\n");
            if (i is 0)
            {
                output.Write(string.Join(" | ", widths.Select(static w => new string('-', w))) + "\n");
            }
        }

        output.Write("\n");
        foreach (var line in Findings(report))
        {
            output.Write(line + "\n");
        }
    }

    /// <summary>The cells of a posture's row.</summary>
    public static string[] Cells(Judgement judgement) => judgement.Run is { Impossible: null } run
        ?
        [
            judgement.Posture.Name, run.TimedOut ? "-" : Number(run.ExitCode), Seconds(run.Elapsed), Number(run.V1), Number(run.V2), Number(run.Refused), Number(run.Unanswered), judgement.Word,
        ]
        : [judgement.Posture.Name, "-", "-", "-", "-", "-", "-", judgement.Word];

    /// <summary>What follows, a line each.</summary>
    public static IEnumerable<string> Findings(CheckReport report)
    {
        // One fault mostly shows under several postures.
        foreach (var note in report.Judgements.SelectMany(static j => j.Notes.Select(n => (j.Posture.Name, Note: n))).GroupBy(static n => n.Note))
        {
            yield return $"{string.Join(", ", note.Select(static n => n.Name))}: {note.Key}";
        }

        foreach (var caller in report.V1Callers)
        {
            yield return $"speaks IMDSv1: {caller.Name}, {Number(caller.Count)} requests, such as {ShortValue.Of(caller.Paths[0])}";
        }

        if (!report.IsExercised)
        {
            yield return "The command never asked the metadata service: nothing follows from this, for or against.";
            yield break;
        }

        foreach (var (one, other) in report.Unsteady)
        {
            yield return $"{one.Posture.Name} and {other.Posture.Name} are the same to the command, and it did not end the same: it is not steady, or the machine is too busy; run it again";
        }

        foreach (var (place, hops) in ((string, int)[])[("On the instance", 1), ("In a container", 2)])
        {
            if (!report.Judgements.Any(j => j.Posture.Hops == hops && j.Posture != Posture.Permissive))
            {
                continue;
            }

            if (report.Strictest(hops) is not { } options)
            {
                yield return $"{place} it survived no options that were tried.";
                continue;
            }

            yield return $"{place} the strictest options that it survived: --metadata-options {CheckReport.Line(options)}";
            yield return $"  for the account: {report.AccountCommand(options)}";
        }
    }

    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
