using System.Globalization;

namespace FakeImds.Benchmarks.Published;

/// <summary>The table: a column for each program, and the ratio of one to each of the others.</summary>
/// <param name="peers">The programs.</param>
/// <param name="yardstick">The one that the goals speak of.</param>
/// <param name="fake">The one that is compared.</param>
internal sealed class ProgramTable(IReadOnlyList<Peer> peers, Peer yardstick, Peer fake)
{
    private readonly List<string> _rows = [];
    private readonly List<string> _remarks = [];

    /// <param name="name">What is measured.</param>
    /// <param name="goal">What the ratio to the yardstick is to be.</param>
    /// <param name="value">A program's figure; null when it has none.</param>
    /// <param name="format">How figures are written.</param>
    /// <param name="ratio">The ratio of two programs, where it is not that of their figures.</param>
    public void Add(string name, string goal, Func<Peer, double?> value, string format, Func<Peer, Peer, double>? ratio = null)
    {
        var figures = peers.Select(p => value(p) is { } figure ? figure.ToString(format, CultureInfo.InvariantCulture) : "–");
        var ratios = peers.Where(p => p != fake).Select(p =>
            value(p) is { } other && value(fake) is { } own ? (ratio?.Invoke(fake, p) ?? own / other).ToString("F2", CultureInfo.InvariantCulture) : "–");
        _rows.Add($"| {name} | {string.Join(" | ", figures)} | {string.Join(" | ", ratios)} | {goal} |");
    }

    public void Remark(string text) => _remarks.Add(text);

    public void Print()
    {
        var others = peers.Where(p => p != fake).ToArray();
        Console.WriteLine($"| measure | {string.Join(" | ", peers.Select(static p => p.Name))} | {string.Join(" | ", others.Select(o => $"{fake.Name} / {o.Name}"))} | goal, / {yardstick.Name} |");
        Console.WriteLine($"| --- |{string.Concat(Enumerable.Repeat(" ---: |", peers.Count + others.Length + 1))}");
        foreach (var row in _rows.Concat(_remarks.Select(static r => "\n" + r)))
        {
            Console.WriteLine(row);
        }
    }
}
