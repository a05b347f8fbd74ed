using System.Text;

namespace FakeImds.Tests.Service;

/// <summary>What the service answers, to the byte, written down independently of the code under test.</summary>
internal static class Answers
{
    public const string Now = "Fri, 02 Jan 2026 03:04:05 GMT";
    public const string TtlName = "X-Aws-Ec2-Metadata-Token-Ttl-Seconds";

    public static byte[] NotFoundPage { get; } = Page("404 - Not Found");

    public static byte[] ForbiddenPage { get; } = Page("403 - Forbidden");

    /// <summary>Nothing but the headers that every answer of the service carries.</summary>
    public static (string Name, string Value)[] Headers(string type, int length, params (string Name, string Value)[] more) =>
    [
        ("Content-Type", type),
        ("Content-Length", $"{length}"),
        ("Date", Now),
        ("Server", "EC2ws"),
        ("Connection", "close"),
        .. more,
    ];

    private static byte[] Page(string title)
    {
        var page = Encoding.ASCII.GetBytes($"""
            <?xml version="1.0" encoding="iso-8859-1"?>
            <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
            {"\t\t"} "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
            <html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
             <head>
              <title>{title}</title>
             </head>
             <body>
              <h1>{title}</h1>
             </body>
            </html>

            """.ReplaceLineEndings("\n"));
        page.Length.ShouldBe(339);
        return page;
    }
}
