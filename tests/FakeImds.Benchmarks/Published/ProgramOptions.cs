using System.Globalization;

namespace FakeImds.Benchmarks.Published;

/// <summary>How the programs are compared.</summary>
/// <param name="Starts">How often each is started.</param>
/// <param name="Seconds">The time of each under each load.</param>
/// <param name="Builds">Whether they are built first; otherwise those of the last time are taken.</param>
internal sealed record ProgramOptions(int Starts, int Seconds, bool Builds)
{
    private const string Usage = "program [--starts 1..200] [--seconds 1..60] [--no-build]";

    public static ProgramOptions Parse(ReadOnlySpan<string> args)
    {
        var options = QuickRun.IsOn ? new ProgramOptions(1, 1, false) : new ProgramOptions(40, 6, true);
        while (!args.IsEmpty)
        {
            if (args[0] is "--no-build")
            {
                options = options with { Builds = false };
                args = args[1..];
                continue;
            }

            options = args switch
            {
                ["--starts", var text, ..] => options with { Starts = Number(text, 200) },
                ["--seconds", var text, ..] => options with { Seconds = Number(text, 60) },
                _ => throw new ArgumentException(Usage),
            };
            args = args[2..];
        }

        return options;
    }

    private static int Number(string text, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max
            ? number
            : throw new ArgumentException(Usage);
}
