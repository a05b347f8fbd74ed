using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace FakeImds.Service;

/// <summary>The text of a date header, kept for the last two different seconds: leaves that change with the clock alternate with those that don't.</summary>
internal sealed class HttpDate
{
    private static readonly Rendered s_none = new(-1, StringValues.Empty);

    private Rendered _kept = s_none;
    private Rendered _before = s_none;

    public StringValues Of(DateTimeOffset time)
    {
        var second = time.UtcTicks / TimeSpan.TicksPerSecond;
        var kept = Volatile.Read(ref _kept);
        if (kept.Second == second)
        {
            return kept.Text;
        }

        var before = Volatile.Read(ref _before);
        if (before.Second == second)
        {
            return before.Text;
        }

        var rendered = new Rendered(second, time.UtcDateTime.ToString("r", CultureInfo.InvariantCulture));
        Volatile.Write(ref _before, kept);
        Volatile.Write(ref _kept, rendered);
        return rendered.Text;
    }

    private sealed record Rendered(long Second, StringValues Text);
}
