using FakeImds.Iac.Messages;

namespace FakeImds.Iac.Explain;

/// <summary>Explanations for people.</summary>
internal static class ExplainText
{
    public static string Of(IReadOnlyList<Explanation> all, IReadOnlyList<string> notes)
    {
        using var text = new StringWriter { NewLine = "\n" };
        Write(text, all, notes);
        return text.ToString();
    }

    public static void Write(TextWriter output, IReadOnlyList<Explanation> all, IReadOnlyList<string> notes)
    {
        foreach (var one in all)
        {
            var place = one.Launch.Position.File is null ? "" : $", {one.Launch.Position.In("")}";
            Line(output, $"{one.Launch.Name} ({one.Launch.Kind}{(one.Launch.Action is { } action ? ", " + action : "")}{place})");
            var width = one.Options.Select(static o => o.Value.Length).DefaultIfEmpty().Max();
            foreach (var option in one.Options)
            {
                Line(output, $"  {option.Name,-23}  {option.Value.PadRight(width)}  {option.Source}");
            }

            Line(output, $"  {(one.IsChange ? "change" : "launch")}: {Verdict(one)}");
            if (one is { Verdict: LaunchVerdict.Fails, Denied: not null, Error: { } other })
            {
                Line(output, $"  and else: fails: {other}");
            }

            foreach (var unknown in one.Unknowns.Where(static u => u.Hint is not null))
            {
                Line(output, "  not known: " + unknown.WithHint);
            }

            foreach (var note in one.Notes)
            {
                Line(output, "  note: " + note);
            }

            output.Write("\n");
        }

        foreach (var note in notes)
        {
            Line(output, "note: " + note);
        }
    }

    private static string Verdict(Explanation one) => one.Verdict switch
    {
        LaunchVerdict.Succeeds => "succeeds",
        LaunchVerdict.Fails => "fails: " + one.Refusal,
        LaunchVerdict.Exists => "none, it exists (--relaunch tells what a new launch would meet)",
        _ => "unknown: " + Summary.Sentence(one.Possible, one.DependsOn) + (one.Refusal is { } refusal ? $"; it would fail with {refusal}" : ""),
    };

    private static void Line(TextWriter output, string line) => output.Write(OneLine.Of(line) + "\n");
}
