using System.Globalization;
using System.Net;
using FakeImds.Journal;

namespace FakeImds.Cli.Check;

/// <summary>The report as one page that needs nothing else: the table, and each posture's requests on a line of time.</summary>
internal static class CheckHtml
{
    private const string Style = """
        :root { color-scheme: light dark; --line: #8886; --good: #1a7f37; --bad: #b3261e; --dim: #5b6370; --bar: #0b63b0; }
        @media (prefers-color-scheme: dark) { :root { --good: #5fd17c; --bad: #ff8a80; --dim: #a8b0bb; --bar: #79b8ff; } }
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
        table { border-collapse: collapse; width: 100%; } .wide { overflow-x: auto; }
        th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); white-space: nowrap; }
        td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
        .good { color: var(--good); font-weight: 600; } .bad { color: var(--bad); font-weight: 600; } .dim { color: var(--dim); }
        code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; } summary { cursor: pointer; padding: .3rem 0; }
        details { border-bottom: 1px solid var(--line); } .track { position: relative; height: .6rem; min-width: 8rem; background: var(--line); border-radius: .3rem; }
        .track i { position: absolute; top: 0; width: .35rem; height: .6rem; border-radius: .2rem; background: var(--bar); } .track i.bad { background: var(--bad); }
        """;

    public static void Write(TextWriter output, CheckReport report)
    {
        output.Write($"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>fakeimds check</title>\n<style>\n{Style.ReplaceLineEndings("\n")}\n</style>\n</head>\n<body>\n<main>\n");
        output.Write($"<h1>Will it survive IMDSv2?</h1>\n<p><code>{Text(string.Join(' ', report.Command))}</code></p>\n");
        WriteTable(output, report);
        output.Write("<h2>What follows</h2>\n<ul>\n");
        foreach (var line in CheckText.Findings(report))
        {
            output.Write($"<li>{Text(line.Trim())}</li>\n");
        }

        output.Write("</ul>\n<h2>Requests</h2>\n");
        foreach (var judgement in report.Judgements.Where(static j => j.Run.Impossible is null))
        {
            WriteRequests(output, judgement);
        }

        output.Write("</main>\n</body>\n</html>\n");
    }

    private static void WriteTable(TextWriter output, CheckReport report)
    {
        output.Write("<div class=\"wide\" role=\"region\" aria-labelledby=\"matrix\" tabindex=\"0\">\n<table>\n<caption id=\"matrix\" class=\"dim\">Each row is one run of the command</caption>\n<thead><tr><th scope=\"col\">posture</th><th scope=\"col\" class=\"n\">exit</th><th scope=\"col\" class=\"n\">time</th><th scope=\"col\" class=\"n\">v1</th><th scope=\"col\" class=\"n\">v2</th><th scope=\"col\" class=\"n\">refused</th><th scope=\"col\" class=\"n\">lost</th><th scope=\"col\">verdict</th></tr></thead>\n<tbody>\n");
        foreach (var judgement in report.Judgements)
        {
            var cells = CheckText.Cells(judgement);
            output.Write($"<tr><th scope=\"row\" title=\"{Text(judgement.Posture.Description)}\">{Text(cells[0])}</th>");
            foreach (var cell in cells[1..^1])
            {
                output.Write($"<td class=\"n\">{Text(cell)}</td>");
            }

            output.Write($"<td class=\"{Class(judgement)}\">{Text(cells[^1])}</td></tr>\n");
        }

        output.Write("</tbody>\n</table>\n</div>\n");
    }

    private static void WriteRequests(TextWriter output, Judgement judgement)
    {
        var run = judgement.Run;
        output.Write($"<details>\n<summary>{Text(judgement.Posture.Name)}: {run.Requests.Count} requests in {CheckText.Seconds(run.Elapsed)}</summary>\n<p class=\"dim\">{Text(judgement.Posture.Description)}</p>\n");
        if (run.Requests.Count > 0)
        {
            output.Write($"<div class=\"wide\" role=\"region\" aria-label=\"Requests under {Text(judgement.Posture.Name)}\" tabindex=\"0\">\n<table>\n<thead><tr><th scope=\"col\" class=\"n\">ms</th><th scope=\"col\">when</th><th scope=\"col\">request</th><th scope=\"col\">version</th><th scope=\"col\">answer</th><th scope=\"col\">by</th></tr></thead>\n<tbody>\n");
            foreach (var request in run.Requests)
            {
                var at = (request.Time - run.Started).TotalMilliseconds;
                var share = run.Elapsed > TimeSpan.Zero ? Math.Clamp(at / run.Elapsed.TotalMilliseconds, 0, 1) * 96 : 0;
                var isBad = request.IsRefused || request.Outcome is not AnswerOutcome.Sent;
                output.Write(string.Create(CultureInfo.InvariantCulture,
                    $"<tr><td class=\"n\">{at:0}</td><td><div class=\"track\" aria-hidden=\"true\"><i{(isBad ? " class=\"bad\"" : "")} style=\"left:{share:0.#}%\"></i></div></td><td><code>{Text(request.Method)} {Text(request.Path)}</code></td><td>{(request.Version is ImdsVersion.V2 ? "v2" : "v1")}</td><td{(isBad ? " class=\"bad\"" : "")}>{Answer(request)}</td><td><code>{Text(Judgement.Who(request))}</code></td></tr>\n"));
            }

            output.Write("</tbody>\n</table>\n</div>\n");
        }

        output.Write("</details>\n");
    }

    private static string Answer(in ServedRequest request) => request.Outcome switch
    {
        AnswerOutcome.Sent => request.Status.ToString(CultureInfo.InvariantCulture),
        AnswerOutcome.Unsent => "client gone",
        _ => "never arrived",
    };

    private static string Class(Judgement judgement) => judgement.Verdict switch
    {
        Verdict.Survives => "good",
        Verdict.Breaks or Verdict.Hides or Verdict.FailsAnyway => "bad",
        _ => "dim",
    };

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
