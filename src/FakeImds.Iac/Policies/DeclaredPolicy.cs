using FakeImds.Iac.Documents;

namespace FakeImds.Iac.Policies;

/// <summary>An IAM policy or service control policy of a file.</summary>
/// <param name="Name">Its name; the file's name for a bare document.</param>
/// <param name="IsServiceControl">True or false when the file tells which of the two it is, else null.</param>
/// <param name="Json">The document.</param>
/// <param name="Position">Where the document begins; a bare document has places of its own within.</param>
internal sealed record DeclaredPolicy(string Name, bool? IsServiceControl, string Json, ConfigPosition Position)
{
    /// <summary>Whether the document is the file itself, so that places in it are places of the file.</summary>
    public bool IsWholeFile { get; init; }
}
