using System.Text;
using FakeImds.Cli.CommandLine;
using FakeImds.Iac.Messages;

namespace FakeImds.Cli.Check;

/// <summary>A form of the report, and where it goes.</summary>
/// <param name="Form">Such as <c>json</c>.</param>
/// <param name="Path">A file; null for standard output.</param>
internal sealed record ReportFile(string Form, string? Path)
{
    private static readonly Dictionary<string, Action<Stream, CheckReport>> s_forms = new()
    {
        ["json"] = CheckJson.Write,
        ["markdown"] = AsText(CheckMarkdown.Write),
        ["junit"] = CheckJUnit.Write,
        ["html"] = AsText(CheckHtml.Write),
        ["sarif"] = CheckSarif.Write,
        ["text"] = AsText(CheckText.Write),
    };

    public static IReadOnlyList<string> Forms { get; } = [.. s_forms.Keys];

    /// <summary>Reads <c>FORM</c> or <c>FORM=FILE</c>.</summary>
    /// <exception cref="UserException">There is no such form.</exception>
    public static ReportFile Read(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        var form = at < 0 ? text : text[..at];
        return s_forms.ContainsKey(form)
            ? new ReportFile(form, at < 0 || text[(at + 1)..] is "-" or "" ? null : text[(at + 1)..])
            : throw UserException.BadInput($"fakeimds: --output is '{ShortValue.Of(text)}'; {AllowedWords.Of([.. Forms])}, or one of them with =FILE is allowed{NearestName.Hint(form, Forms)}");
    }

    /// <exception cref="UserException">The file can't be written.</exception>
    public void Write(Stream standardOutput, CheckReport report)
    {
        if (Path is null)
        {
            s_forms[Form](standardOutput, report);
            return;
        }

        try
        {
            using var file = File.Create(Path);
            s_forms[Form](file, report);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw UserException.Machine($"fakeimds: {Form} can't be written to '{ShortValue.Of(Path)}': {e.Message}; a path that may be written is allowed");
        }
    }

    private static Action<Stream, CheckReport> AsText(Action<TextWriter, CheckReport> write) => (output, report) =>
    {
        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        write(text, report);
    };
}
