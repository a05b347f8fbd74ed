using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using FakeImds.Cli.Check;
using static FakeImds.Cli.Tests.Check.JudgementTests;

namespace FakeImds.Cli.Tests.Check;

/// <summary>The forms of a report, with text in it that each form would act on.</summary>
public sealed class ReportTests
{
    private const string Nasty = "/a<b>&\"|`*\u0001";

    private static readonly CheckReport s_report = new(["sh", Nasty], "us-east-1", [Ran("v1+v2", 0, Get(Nasty)), Ran("v2-hop1-instance", 1, Get(Nasty, status: 401)) with { Output = Nasty }]);

    [Fact]
    public void Json_has_verdicts_and_requests_and_is_a_baseline()
    {
        using var document = JsonDocument.Parse(Written(CheckJson.Write));
        var postures = document.RootElement.GetProperty("postures").EnumerateArray().ToArray();
        postures.Select(static p => p.GetProperty("verdict").GetString()).ShouldBe(["survives", "breaks"]);
        postures[1].GetProperty("requests")[0].GetProperty("path").GetString().ShouldBe(Nasty);
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, Written(CheckJson.Write));
            Baseline.Read(path).Broken(s_report).ShouldBeEmpty();
            Baseline.Read(path).Broken(new CheckReport(["x"], "us-east-1", [Ran("v1+v2", 1, Get("/a"))])).ShouldHaveSingleItem().Posture.Name.ShouldBe("v1+v2");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void JUnit_is_well_formed_and_has_a_case_for_each_posture()
    {
        var suite = XDocument.Parse(Written(CheckJUnit.Write)).Root!;
        suite.Elements("testcase").Select(static c => (c.Attribute("name")!.Value, c.Element("failure") is not null)).ShouldBe([("v1+v2", false), ("v2-hop1-instance", true)]);
        (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value).ShouldBe(("2", "1"));
    }

    [Fact]
    public void Sarif_has_the_callers_of_IMDSv1()
    {
        using var document = JsonDocument.Parse(Written(CheckSarif.Write));
        document.RootElement.GetProperty("version").GetString().ShouldBe("2.1.0");
        var result = document.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().ShouldHaveSingleItem();
        result.GetProperty("ruleId").GetString().ShouldBe("imdsv1-caller");
        result.GetProperty("message").GetProperty("text").GetString()!.ShouldContain("curl x made 1 requests of IMDSv1");
    }

    [Fact]
    public void Markdown_and_HTML_show_text_as_text()
    {
        Text(CheckMarkdown.Write).ShouldContain("\\<b\\>");
        var html = Text(CheckHtml.Write);
        html.ShouldNotContain("<b>");
        html.ShouldContain("&lt;b&gt;&amp;");
        html.ShouldNotContain("http://");
        html.ShouldNotContain("<script");
    }

    private static string Written(Action<Stream, CheckReport> write)
    {
        using var stream = new MemoryStream();
        write(stream, s_report);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Text(Action<TextWriter, CheckReport> write)
    {
        using var text = new StringWriter();
        write(text, s_report);
        return text.ToString();
    }
}
