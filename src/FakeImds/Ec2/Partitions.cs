namespace FakeImds.Ec2;

/// <summary>The partitions of AWS: which Regions are theirs, and their domain (docs/fidelity.md#partition).</summary>
internal static class Partitions
{
    private static readonly (string Regions, string Name, string Domain)[] s_others =
    [
        ("cn-", "aws-cn", "amazonaws.com.cn"),
        ("us-gov-", "aws-us-gov", Usual),
        ("us-iso-", "aws-iso", "c2s.ic.gov"),
        ("us-isob-", "aws-iso-b", "sc2s.sgov.gov"),
        ("eu-isoe-", "aws-iso-e", "cloud.adc-e.uk"),
        ("us-isof-", "aws-iso-f", "csp.hci.ic.gov"),
        ("eusc-", "aws-eusc", "amazonaws.eu"),
    ];

    private const string Usual = "amazonaws.com";

    /// <summary>The partition of a Region and its domain; <c>aws</c> for Regions that are of no other.</summary>
    public static (string Name, string Domain) Of(string region)
    {
        foreach (var (regions, name, domain) in s_others)
        {
            if (region.StartsWith(regions, StringComparison.Ordinal))
            {
                return (name, domain);
            }
        }

        return ("aws", Usual);
    }
}
