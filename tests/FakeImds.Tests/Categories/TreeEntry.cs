using System.Text.Json;
using System.Text.RegularExpressions;
using FakeImds.Ec2;

namespace FakeImds.Tests.Categories;

/// <summary>An entry of imds-tree.json, the list of what EC2 is known to serve. The file is facts, not ours to edit.</summary>
internal sealed partial record TreeEntry(string Path, string Kind, string? Since, string Condition, string ContentType)
{
    private static readonly JsonElement s_file = JsonElement.Parse(File.ReadAllText(System.IO.Path.Combine(AppContext.BaseDirectory, "Categories", "imds-tree.json")));

    public static string[] Versions { get; } = [.. s_file.GetProperty("served_versions").EnumerateArray().Select(v => v.GetString()!)];

    public static TreeEntry[] All { get; } = [.. s_file.GetProperty("entries").EnumerateArray().Select(e => new TreeEntry(
        e.GetProperty("path").GetString()!,
        e.GetProperty("kind").GetString()!,
        e.GetProperty("since_version").GetString(),
        e.GetProperty("conditional_on").GetString()!,
        e.GetProperty("content_type").GetString()!))];

    public bool IsDirectory => Kind == "dir";

    public static TreeEntry At(string path) => All.Single(e => e.Path == path);

    /// <summary>The position of the first version that shows it: not before the directories above it.</summary>
    public int FirstVersion => All
        .Where(e => Path == e.Path || (e.IsDirectory && Path.StartsWith(e.Path, StringComparison.Ordinal)))
        .Max(e => Version().Match(e.Since ?? "") is { Success: true } date
            ? Array.FindIndex(Versions, v => string.CompareOrdinal(v, date.Value) >= 0)
            : 0);

    /// <summary>The path with the names that an instance has, without the version.</summary>
    public string Below(InstanceDescription d) => Path["/{version}".Length..].Trim('/')
        .Replace("{mac}", d.PrimaryInterface!.Mac, StringComparison.Ordinal)
        .Replace("{public-ip}", d.PrimaryInterface!.Ipv4Associations[0].PublicIp, StringComparison.Ordinal)
        .Replace("{role-name}", Everything.Role, StringComparison.Ordinal)
        .Replace("{elastic-gpu-id}", Everything.Gpu, StringComparison.Ordinal)
        .Replace("{eia-id}", Everything.Accelerator, StringComparison.Ordinal)
        .Replace("{sha1}", Everything.Ocsp, StringComparison.Ordinal)
        .Replace("{user}", Everything.User, StringComparison.Ordinal)
        .Replace("{key}", Everything.TagKey, StringComparison.Ordinal)
        .Replace("ebs{N}", "ebs1", StringComparison.Ordinal)
        .Replace("ephemeral{N}", "ephemeral0", StringComparison.Ordinal);

    [GeneratedRegex(@"^(1\.0|\d{4}-\d\d-\d\d)")]
    private static partial Regex Version();
}
