using System.Globalization;

namespace FakeImds.Cli.Config;

/// <summary>A place in a file. Line and column count from 1; columns are characters, as editors count them.</summary>
internal readonly record struct ConfigPosition(int Line, int Column)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Line}:{Column}");
}
