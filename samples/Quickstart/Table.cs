namespace Quickstart;

/// <summary>Rows of text, printed in aligned columns.</summary>
internal sealed class Table(params string[] header)
{
    private readonly List<string[]> _rows = [header];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void Print(TextWriter writer)
    {
        var widths = Enumerable.Range(0, header.Length).Select(column => _rows.Max(row => row[column].Length)).ToArray();
        _rows.Insert(1, [.. widths.Select(width => new string('-', width))]);
        foreach (var row in _rows)
        {
            writer.WriteLine(string.Join(" | ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
