namespace FakeImds.Ec2;

/// <summary>What follows from a Region's name: partition, domain, host name suffixes, zone ids.</summary>
internal static class RegionNames
{
    /// <summary>True for names of EC2's form: letters, hyphens, and a number at the end.</summary>
    public static bool IsWellFormed(string? region)
    {
        var parts = region?.Split('-') ?? [];
        return parts.Length is 3 or 4
            && Array.TrueForAll(parts[..^1], static p => p.Length is > 0 and < 16 && p.All(char.IsAsciiLetterLower))
            && parts[^1].Length is 1 or 2 && parts[^1].All(char.IsAsciiDigit);
    }

    /// <summary>True for the Region's name and one letter. Local and Wavelength Zones have other names; describe those.</summary>
    public static bool IsZoneOf(string region, string zone) =>
        zone.Length == region.Length + 1 && zone.StartsWith(region, StringComparison.Ordinal) && char.IsAsciiLetterLower(zone[^1]);

    public static string Partition(string region) =>
        region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn"
        : region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov"
        : "aws";

    public static string Domain(string region) =>
        Partition(region) is "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";

    // us-east-1 is older than Region names in host names.
    public static string PrivateDns(string region, string ipv4) =>
        $"ip-{ipv4.Replace('.', '-')}." + (region is "us-east-1" ? "ec2.internal" : $"{region}.compute.internal");

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
