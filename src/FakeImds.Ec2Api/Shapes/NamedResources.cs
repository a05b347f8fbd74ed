using FakeImds.Ec2;

namespace FakeImds.Ec2Api.Shapes;

/// <summary>Key pairs and instance profiles that requests name. Every name has one (docs/fidelity.md#named-resources).</summary>
internal static class NamedResources
{
    private const string ProfilePart = ":instance-profile/";
    private const int MaxNameLength = 255;

    public static KeyPair KeyPair(Ec2Region region, string name)
    {
        if (name.Length > MaxNameLength || name.Any(char.IsControl))
        {
            throw new Ec2Exception(Ec2Errors.InvalidParameter("keyName", null, $"Key names have at most {MaxNameLength} characters and no control characters."));
        }

        if (region.KeyPairs.Named(name) is { } registered)
        {
            return registered.KeyPair;
        }

        // An Ed25519 key of the right form; nobody has its private half.
        byte[] blob = [0, 0, 0, 11, .. "ssh-ed25519"u8, 0, 0, 0, 32, .. region.Account.Ids.Hash("key", name, 0)];
        return new KeyPair(name, $"ssh-ed25519 {Convert.ToBase64String(blob)} {name}");
    }

    /// <summary>The profile of <c>IamInstanceProfile</c>; its role has its name.</summary>
    public static InstanceProfile? Profile(Ec2Region region, string? arn, string? name)
    {
        if (arn is null && name is null)
        {
            return null;
        }

        if (arn is not null && name is not null)
        {
            throw new Ec2Exception(new Ec2Error("InvalidParameterCombination", "The parameter 'iamInstanceProfile.name' may not be used in combination with 'iamInstanceProfile.arn'"));
        }

        if (arn is not null && (!arn.StartsWith("arn:", StringComparison.Ordinal) || !arn.Contains(ProfilePart, StringComparison.Ordinal)))
        {
            throw new Ec2Exception(Ec2Errors.InvalidParameter("iamInstanceProfile.arn", arn, "Invalid IAM Instance Profile ARN"));
        }

        var last = name ?? arn![(arn!.LastIndexOf('/') + 1)..];
        return last.Length is 0 or > MaxNameLength || last.Contains('/') || last.Any(char.IsControl)
            ? throw new Ec2Exception(Ec2Errors.InvalidParameter("iamInstanceProfile.name", null, "Invalid IAM Instance Profile name"))
            : new InstanceProfile
            {
                Arn = arn ?? $"arn:{RegionNames.Partition(region.Name)}:iam::{region.Account.AccountId}{ProfilePart}{name}",
                Id = region.Account.Ids.IamId("AIPA", last, 0),
                RoleName = last,
            };
    }
}
