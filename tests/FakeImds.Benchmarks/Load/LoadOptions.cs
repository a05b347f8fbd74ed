using System.Globalization;

namespace FakeImds.Benchmarks.Load;

/// <summary>How long and how hard servers are driven.</summary>
/// <param name="Seconds">The time of each server in each case.</param>
/// <param name="Connections">Clients, each with one request at a time.</param>
internal sealed record LoadOptions(int Seconds, int Connections)
{
    private const string Usage = "load [--seconds 1..60] [--connections 1..64]";

    public static LoadOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new LoadOptions(8, 8);
        for (; args.Length >= 2; args = args[2..])
        {
            options = args[0] switch
            {
                "--seconds" => options with { Seconds = Number(args[1], 60) },
                "--connections" => options with { Connections = Number(args[1], 64) },
                _ => throw new ArgumentException(Usage),
            };
        }

        return args.IsEmpty ? options : throw new ArgumentException(Usage);
    }

    private static int Number(string text, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max
            ? number
            : throw new ArgumentException(Usage);
}
