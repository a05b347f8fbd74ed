using System.Collections.Immutable;

namespace FakeImds.Iac.Launchers;

/// <summary>Options that several types have, by the forms in which they are written.</summary>
internal static class LauncherOptions
{
    private static readonly ImmutableDictionary<string, string> s_disablesV1 =
        ImmutableDictionary<string, string>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase).Add("true", "required").Add("false", "optional");

    /// <summary>A flag that disables version 1.</summary>
    public static ImmutableArray<LauncherOption> DisablesV1(string path) => [new("HttpTokens", path) { Meaning = s_disablesV1 }];

    /// <summary>The least version, 1 or 2.</summary>
    public static ImmutableArray<LauncherOption> LeastVersion(string path, string? otherwise) =>
        [new("HttpTokens", path) { Meaning = ImmutableDictionary<string, string>.Empty.Add("1", "optional").Add("2", "required"), Default = otherwise }];

    /// <summary>A flag that shows tags in metadata, on unless it is off.</summary>
    public static ImmutableArray<LauncherOption> ShowsTags(string path) =>
        [new("InstanceMetadataTags", path) { Meaning = ImmutableDictionary<string, string>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase).Add("true", "enabled").Add("false", "disabled"), Default = "enabled" }];

    /// <summary>A setting of Elastic Beanstalk in a list of namespace, name and value.</summary>
    public static ImmutableArray<LauncherOption> Setting(string list, string name, string value) =>
        [new("HttpTokens", $"{list}.{value}") { Meaning = s_disablesV1, Beside = (name, "DisableIMDSv1") }];

    /// <summary>EC2's options in an object, by the names of the format.</summary>
    public static ImmutableArray<LauncherOption> Object(string path, params ReadOnlySpan<(string Option, string Name)> names)
    {
        var all = ImmutableArray.CreateBuilder<LauncherOption>(names.Length);
        foreach (var (option, name) in names)
        {
            all.Add(new LauncherOption(option, $"{path}.{name}"));
        }

        return all.ToImmutable();
    }
}
