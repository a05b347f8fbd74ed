using System.Text;
using FakeImds.Ec2;
using FakeImds.Iac.Documents;

namespace FakeImds.Iac.AwsCli;

/// <summary>The instance profile; its role is known only from its name, which tools give to both.</summary>
internal static class ProfileMapper
{
    private const int IdDigits = 17;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static InstanceProfile? Describe(InstanceDescription basis, ConfigNode? profile, ConfigNode? role)
    {
        var made = profile is not null || basis.InstanceProfile is null ? Named(basis, profile, role) : basis.InstanceProfile;
        return made is null ? null : made with
        {
            RoleName = role?.TextOf("Name") ?? made.RoleName,
            Code = role?.TextOf("Code") ?? made.Code,
            Message = role?.TextOf("Message") ?? made.Message,
        };
    }

    /// <summary>A profile by name or ARN, of an account when it is a name; its role is taken to have its name. Null for null.</summary>
    public static InstanceProfile? Of(string? nameOrArn, string accountId, string region = "us-east-1")
    {
        if (nameOrArn is null)
        {
            return null;
        }

        var name = nameOrArn.Split('/')[^1];
        var arn = nameOrArn.StartsWith("arn:", StringComparison.Ordinal) ? nameOrArn : $"arn:{RegionNames.Partition(region)}:iam::{accountId}:instance-profile/{name}";
        return new InstanceProfile { Arn = arn, Id = Id(arn), RoleName = name };
    }

    private static InstanceProfile? Named(InstanceDescription basis, ConfigNode? profile, ConfigNode? role)
    {
        if ((profile ?? role) is not { } node)
        {
            return null;
        }

        var name = profile?.TextOf("Arn")?.Split('/')[^1] ?? profile?.TextOf("Name") ?? (role ?? node).Required("Name").Text;
        var arn = profile?.TextOf("Arn") ?? $"arn:{RegionNames.Partition(basis.Placement.Region)}:iam::{basis.AccountId}:instance-profile/{name}";
        return new InstanceProfile { Arn = arn, Id = profile?.TextOf("Id") ?? Id(arn), RoleName = name };
    }

    private static string Id(string arn) =>
        "AIPA" + string.Concat(Sha256.Hash(Encoding.UTF8.GetBytes(arn)).Take(IdDigits).Select(static b => Base32[b % Base32.Length]));
}
