using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace FakeImds.Service;

/// <summary>The text of a date header, kept while the second lasts.</summary>
internal sealed class HttpDate
{
    private Rendered _kept = new(-1, StringValues.Empty);

    public StringValues Of(DateTimeOffset time)
    {
        var second = time.UtcTicks / TimeSpan.TicksPerSecond;
        var kept = Volatile.Read(ref _kept);
        if (kept.Second != second)
        {
            kept = new Rendered(second, time.UtcDateTime.ToString("r", CultureInfo.InvariantCulture));
            Volatile.Write(ref _kept, kept);
        }

        return kept.Text;
    }

    private sealed record Rendered(long Second, StringValues Text);
}
