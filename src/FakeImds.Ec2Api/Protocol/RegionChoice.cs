using FakeImds.Ec2;

namespace FakeImds.Ec2Api.Protocol;

/// <summary>Which Region a request is for: one port serves all (docs/fidelity.md#region-of-request).</summary>
internal static class RegionChoice
{
    // AWS has fewer than 50; a client that invents names must not fill the memory.
    private const int MaxRegions = 200;

    public static Ec2Region Of(Ec2Account account, CredentialScope? scope, string? host, string otherwise)
    {
        return Named(account, scope?.Region ?? FromHost(host) ?? otherwise);
    }

    /// <summary>The Region of that name.</summary>
    public static Ec2Region Named(Ec2Account account, string name)
    {
        if (!RegionNames.IsWellFormed(name))
        {
            throw new Ec2Exception(ApiErrors.InvalidRegion(name));
        }

        return account.Regions.Count < MaxRegions || account.Regions.Any(r => r.Name == name)
            ? account.Region(name)
            : throw new Ec2Exception(ApiErrors.TooManyRegions(MaxRegions));
    }

    // ec2.us-west-2.amazonaws.com, us-west-2.ec2.amazonaws.com, ec2.us-west-2.api.aws
    private static string? FromHost(string? host)
    {
        foreach (var label in host?.Split(':')[0].Split('.') ?? [])
        {
            if (RegionNames.IsWellFormed(label))
            {
                return label;
            }
        }

        return null;
    }
}
