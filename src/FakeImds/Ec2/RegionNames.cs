using System.Buffers;
using System.Globalization;

namespace FakeImds.Ec2;

/// <summary>What follows from a Region's name: partition, domain, host name suffixes, zone ids.</summary>
internal static class RegionNames
{
    private static readonly SearchValues<char> s_zoneCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>True for names of EC2's form: letters, hyphens, and a number at the end.</summary>
    public static bool IsWellFormed(string? region)
    {
        var parts = region?.Split('-') ?? [];
        return parts.Length is 3 or 4
            && Array.TrueForAll(parts[..^1], static p => p.Length is > 0 and < 16 && p.All(char.IsAsciiLetterLower))
            && parts[^1].Length is 1 or 2 && parts[^1].All(char.IsAsciiDigit);
    }

    /// <summary>True for the zones of a Region: its name and a letter, or its name, a hyphen and more for Local and Wavelength Zones.</summary>
    public static bool IsZoneOf(string region, string zone) =>
        zone.StartsWith(region, StringComparison.Ordinal)
        && (IsLetter(zone.AsSpan(region.Length)) || IsLocal(zone.AsSpan(region.Length)));

    /// <summary>The id of a zone: <c>use1-az2</c> for us-east-1b, <c>usw2-lax1-az1</c> for us-west-2-lax-1a (docs/fidelity.md#zone-id).</summary>
    public static string ZoneId(string region, string zone)
    {
        var prefix = ZoneIdPrefix(region);
        if (zone.Length == region.Length + 1)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{prefix}-az{zone[^1] - 'a' + 1}");
        }

        var local = zone[Math.Min(zone.Length, region.Length)..].Split('-', StringSplitOptions.RemoveEmptyEntries);
        return local switch
        {
            [var city, var number] when char.IsAsciiLetterLower(number[^1]) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{city}{number[..^1]}-az{number[^1] - 'a' + 1}"),
            [.. var parts, var number] => $"{string.Join('-', parts.Prepend(prefix))}{number}",
            _ => prefix + "-az1",
        };
    }

    /// <summary>The zone of an id of that Region, by the same rule; null when it is none.</summary>
    public static string? ZoneOfId(string region, string id)
    {
        var start = ZoneIdPrefix(region) + "-az";
        return id.StartsWith(start, StringComparison.Ordinal) && int.TryParse(id.AsSpan(start.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 26
            ? region + (char)('a' + number - 1)
            : null;
    }

    private static bool IsLetter(ReadOnlySpan<char> rest) => rest.Length == 1 && char.IsAsciiLetterLower(rest[0]);

    private static bool IsLocal(ReadOnlySpan<char> rest) =>
        rest.Length > 2 && rest[0] == '-' && rest[^1] != '-' && !rest.ContainsAnyExcept(s_zoneCharacters);

    public static string Partition(string region) => Partitions.Of(region).Name;

    public static string Domain(string region) => Partitions.Of(region).Domain;

    // us-east-1 is older than Region names in host names.
    public static string PrivateDns(string region, string ipv4) =>
        $"ip-{ipv4.Replace('.', '-')}." + (region is "us-east-1" ? "ec2.internal" : $"{region}.compute.internal");

    /// <summary>The host name of the form <c>resource-name</c>.</summary>
    public static string ResourceDns(string region, string instanceId) =>
        $"{instanceId}." + (region is "us-east-1" ? "ec2.internal" : $"{region}.compute.internal");

    public static string PublicDns(string region, string ipv4) =>
        $"ec2-{ipv4.Replace('.', '-')}." + (region is "us-east-1" ? "compute-1" : $"{region}.compute") + "." + Domain(region);

    /// <summary>The Region's part of a zone id: <c>use1</c> for us-east-1, <c>apse2</c> for ap-southeast-2.</summary>
    public static string ZoneIdPrefix(string region)
    {
        var parts = region.Split('-');
        var directions = parts[1..^1].Select(static p => p switch
        {
            "northeast" => "ne",
            "northwest" => "nw",
            "southeast" => "se",
            "southwest" => "sw",
            _ => p[..1],
        });
        return parts[0] + string.Concat(directions) + parts[^1];
    }
}
