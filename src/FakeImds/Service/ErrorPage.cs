using System.Text;

namespace FakeImds.Service;

/// <summary>The XHTML pages of errors, 339 bytes for 403 and 404 (docs/fidelity.md#404-page).</summary>
internal static class ErrorPage
{
    public static byte[] Forbidden { get; } = Render("403 - Forbidden");

    public static byte[] NotFound { get; } = Render("404 - Not Found");

    // The second line of the document type begins with two tabs and a space.
    private static byte[] Render(string title) => Encoding.ASCII.GetBytes(
        "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n"
        + "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\"\n"
        + "\t\t \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">\n"
        + "<html xmlns=\"http://www.w3.org/1999/xhtml\" xml:lang=\"en\" lang=\"en\">\n"
        + " <head>\n"
        + $"  <title>{title}</title>\n"
        + " </head>\n"
        + " <body>\n"
        + $"  <h1>{title}</h1>\n"
        + " </body>\n"
        + "</html>\n");
}
