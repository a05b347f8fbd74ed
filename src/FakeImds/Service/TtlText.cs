using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace FakeImds.Service;

/// <summary>The values of the TTL header, made once: none is allocated while requests are served.</summary>
internal static class TtlText
{
    private static readonly string[] s_seconds =
        [.. Enumerable.Range(0, SessionToken.MaxTtlSeconds + 1).Select(static s => s.ToString(CultureInfo.InvariantCulture))];

    public static StringValues Of(int seconds) => s_seconds[seconds];

    /// <summary>Reads the TTL that a PUT asks for.</summary>
    /// <returns>False for anything but a whole number of 1 to 21600 (docs/fidelity.md#400).</returns>
    public static bool TryParse(StringValues header, out int seconds)
    {
        seconds = 0;
        return header.Count == 1
            && int.TryParse(header[0], NumberStyles.None, CultureInfo.InvariantCulture, out seconds)
            && seconds is >= SessionToken.MinTtlSeconds and <= SessionToken.MaxTtlSeconds;
    }
}
