using System.Globalization;

namespace FakeImds.Iac.Documents;

/// <summary>A place in a file. Line and column count from 1; columns are characters, as editors count them.</summary>
/// <param name="Line">The line.</param>
/// <param name="Column">The character in it.</param>
/// <param name="File">The file's path as the user gave it; null where one file alone is read.</param>
internal readonly record struct ConfigPosition(int Line, int Column, string? File = null)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Line}:{Column}");

    /// <summary>With the file in front: <c>stack.yaml:12:5</c>.</summary>
    public string In(string file) => $"{File ?? file}:{this}";
}
