using System.Globalization;

namespace FakeImds.Iac.Documents;

/// <summary>
/// A place in a file. Line and column count from 1; columns are characters, as editors count them. The place of a token is an
/// offset until someone asks for its line: most are never told.
/// </summary>
internal readonly struct ConfigPosition : IEquatable<ConfigPosition>
{
    // The file's path, or the map of its lines.
    private readonly object? _origin;
    private readonly int _lineOrOffset;
    private readonly int _column;

    /// <param name="line">The line.</param>
    /// <param name="column">The character in it.</param>
    /// <param name="file">The file's path as the user gave it; null where one file alone is read.</param>
    public ConfigPosition(int line, int column, string? file = null) => (_lineOrOffset, _column, _origin) = (line, column, file);

    /// <param name="lines">The lines of the file.</param>
    /// <param name="offset">A byte in it.</param>
    public ConfigPosition(LineMap lines, int offset) => (_lineOrOffset, _column, _origin) = (offset, 0, lines);

    public int Line => Place.Line;

    public int Column => Place.Column;

    public string? File
    {
        get => _origin is LineMap lines ? lines.File : (string?)_origin;
        init
        {
            if (value != File)
            {
                (_lineOrOffset, _column) = Place;
                _origin = value;
            }
        }
    }

    private (int Line, int Column) Place => _origin is LineMap lines ? lines.Place(_lineOrOffset) : (_lineOrOffset, _column);

    public static bool operator ==(ConfigPosition left, ConfigPosition right) => left.Equals(right);

    public static bool operator !=(ConfigPosition left, ConfigPosition right) => !left.Equals(right);

    public bool Equals(ConfigPosition other) => Place == other.Place && File == other.File;

    public override bool Equals(object? obj) => obj is ConfigPosition other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Place, File);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Line}:{Column}");

    /// <summary>With the file in front: <c>stack.yaml:12:5</c>.</summary>
    public string In(string file) => $"{File ?? file}:{this}";
}
