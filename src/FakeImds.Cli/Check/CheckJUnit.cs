using System.Globalization;
using System.Text;
using System.Xml;

namespace FakeImds.Cli.Check;

/// <summary>The report as JUnit XML: a test case a posture.</summary>
internal static class CheckJUnit
{
    private const int MaxOutput = 4000;

    public static void Write(Stream output, CheckReport report)
    {
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false) });
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", "fakeimds check");
        xml.WriteAttributeString("tests", Number(report.Judgements.Length));
        xml.WriteAttributeString("failures", Number(report.Judgements.Count(static j => Fails(j))));
        xml.WriteAttributeString("skipped", Number(report.Judgements.Count(static j => IsNoTest(j))));
        xml.WriteAttributeString("time", Seconds(TimeSpan.FromTicks(report.Judgements.Sum(static j => j.Run.Elapsed.Ticks))));
        foreach (var judgement in report.Judgements)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("classname", "fakeimds.check");
            xml.WriteAttributeString("name", judgement.Posture.Name);
            xml.WriteAttributeString("time", Seconds(judgement.Run.Elapsed));
            if (Fails(judgement) || IsNoTest(judgement))
            {
                xml.WriteStartElement(Fails(judgement) ? "failure" : "skipped");
                xml.WriteAttributeString("message", Plain($"{judgement.Word}{(judgement.Notes is [var note, ..] ? ": " + note : "")}"));
                xml.WriteString(Plain(string.Join('\n', judgement.Notes)));
                xml.WriteEndElement();
            }

            if (Fails(judgement) && judgement.Run.Output is { Length: > 0 } printed)
            {
                xml.WriteElementString("system-out", Plain(printed.Length > MaxOutput ? printed[^MaxOutput..] : printed));
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static bool Fails(Judgement judgement) => judgement.Verdict is Verdict.Breaks or Verdict.Hides or Verdict.FailsAnyway;

    private static bool IsNoTest(Judgement judgement) => judgement.Verdict is Verdict.NotExercised or Verdict.NotPossible;

    // XML 1.0 has no way to write the others.
    private static string Plain(string text) => string.Concat(text.Select(static c => XmlConvert.IsXmlChar(c) ? c : '\ufffd'));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
}
