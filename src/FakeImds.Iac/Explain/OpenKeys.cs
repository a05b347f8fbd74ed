using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Explain;

/// <summary>The condition keys of policies whose values a launch leaves open.</summary>
internal static class OpenKeys
{
    private const string Tag = "Tags.";
    private const string RequestTag = "aws:RequestTag/";

    /// <summary>The keys, with what each depends on. A key that ends with <c>/</c> stands for all that begin with it.</summary>
    public static ImmutableDictionary<string, Unknown> Of(LaunchInWorld launch)
    {
        var keys = ImmutableDictionary.CreateBuilder<string, Unknown>(StringComparer.OrdinalIgnoreCase);
        foreach (var (member, unknown) in launch.Open)
        {
            foreach (var key in Of(member, launch))
            {
                keys[key] = unknown;
            }
        }

        if (launch.UnknownImage is { } image)
        {
            keys["ec2:ImageID"] = image;
        }

        return keys.ToImmutable();
    }

    /// <summary>What a decision depends on, in the words of the files where they leave it open.</summary>
    /// <param name="keys">The open keys.</param>
    /// <param name="key">What the decision depends on.</param>
    public static Unknown Named(ImmutableDictionary<string, Unknown> keys, string key)
    {
        var prefix = key.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? key[..(slash + 1)] : key;
        return keys.TryGetValue(key, out var unknown) || keys.TryGetValue(prefix, out unknown) ? unknown
            : new Unknown(key, key) { Hint = key.Contains(':', StringComparison.Ordinal) ? $"--context {key}=VALUE" : null };
    }

    private static string[] Of(string member, LaunchInWorld launch) => member switch
    {
        "InstanceType" when launch.Request.InstanceType is null && launch.Version?.Data.InstanceType is null => ["ec2:InstanceType"],
        "IamInstanceProfile" or "Arn" or "Name" when launch.Request.InstanceProfile is null && launch.Version?.Data.InstanceProfile is null => ["ec2:InstanceProfile"],
        "LaunchTemplate" => ["ec2:LaunchTemplate"],
        "TagKeys" => [RequestTag, "aws:TagKeys"],
        _ when member.StartsWith(Tag, StringComparison.Ordinal) => [RequestTag + member[Tag.Length..]],
        _ => [],
    };
}
