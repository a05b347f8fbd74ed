using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace FakeImds.Service;

/// <summary>The values of the TTL header, each made when first needed and kept: of all there are 21,601.</summary>
internal static class TtlText
{
    private static readonly string?[] s_seconds = new string?[SessionToken.MaxTtlSeconds + 1];

    // Two threads may make the same text; either will do.
    public static StringValues Of(int seconds) => s_seconds[seconds] ??= seconds.ToString(CultureInfo.InvariantCulture);

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
