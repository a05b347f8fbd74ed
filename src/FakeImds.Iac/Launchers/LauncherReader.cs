using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Explain;
using FakeImds.Iac.Messages;
using FakeImds.Iac.Options;
using FakeImds.Iac.Plan;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Launchers;

/// <summary>Reads what a resource that launches instances says of their options.</summary>
internal static class LauncherReader
{
    // What a service may add to a copy of the user's launch template. With tag keys that can't be shown it shows none.
    private static readonly string[] s_added = ["HttpTokens", "HttpPutResponseHopLimit", "HttpEndpoint"];

    /// <summary>Whether the resource launches instances; true when nobody knows.</summary>
    public static bool Launches(Launcher launcher, ILauncherValues values)
    {
        if (launcher.When is not { } when)
        {
            return true;
        }

        var found = values.At(null, when.Path, out var open);
        return open is not null || (when.Values.IsEmpty ? found.Count > 0 : found.Any(n => when.Values.Contains(n.Text, StringComparer.OrdinalIgnoreCase)));
    }

    /// <summary>The launch template specifications of a resource, each with its path.</summary>
    /// <param name="launcher">The type.</param>
    /// <param name="values">The resource.</param>
    /// <param name="open">What they depend on when nobody knows them; null when they are known.</param>
    public static IReadOnlyList<(string Path, int Index, ConfigNode Node)> Templates(Launcher launcher, ILauncherValues values, out Unknown? open)
    {
        List<(string Path, int Index, ConfigNode Node)> all = [];
        open = null;
        foreach (var path in launcher.Templates)
        {
            all.AddRange(values.At(null, path, out var unknown).Select((node, index) => (path, index, node)));
            open ??= unknown;
        }

        return all;
    }

    /// <summary>The options that the type itself sets, and which it leaves open.</summary>
    /// <exception cref="ConfigException">A value that the type does not take.</exception>
    public static (MetadataOptions? Options, ImmutableSortedDictionary<string, Unknown> Open) Options(Launcher launcher, ILauncherValues values)
    {
        var known = new ConfigNode(ConfigKind.Object, new ConfigPosition(1, 1), "");
        var all = Reading<LaunchTemplate>.Nothing;
        foreach (var option in launcher.Options)
        {
            if (ValueOf(option, values, out var open) is { } value)
            {
                known.Add(new ConfigMember(option.Option, value.Position, value));
            }
            else if (open is not null)
            {
                all = all.Add(option.Option, open);
            }
            else if (option.Default is { } otherwise)
            {
                known.Add(new ConfigMember(option.Option, known.Position, new ConfigNode(ConfigKind.String, known.Position, option.Path, otherwise)));
            }
        }

        return (known.Members.Count > 0 ? new OptionReader(OptionNames.Ec2).Options(known) : null, all);
    }

    /// <summary>The image that the resource names; null when it names none.</summary>
    public static string? Image(Launcher launcher, ILauncherValues values) =>
        launcher.Images.SelectMany(path => values.At(null, path, out _)).FirstOrDefault(static n => n.Text.StartsWith("ami-", StringComparison.Ordinal))?.Text;

    /// <summary>The image that a service chooses.</summary>
    public static Unknown ChosenImage(Launcher launcher, string name) => new($"image of {name}", $"the AMI that {launcher.Service} chooses for {name}");

    /// <summary>Words for the options that a type sets.</summary>
    public static ImmutableDictionary<string, string> Words(Launcher launcher, MetadataOptions? options) =>
        options is null ? OptionWords.None : OptionWords.Of(options, $"launch request ({launcher.Service})");

    /// <summary>What the service decides where neither the type nor a launch template does; empty when EC2 decides it.</summary>
    /// <param name="launcher">The type.</param>
    /// <param name="hasTemplate">Whether there is a launch template of the user's.</param>
    public static ImmutableSortedDictionary<string, Unknown> Rest(Launcher launcher, bool hasTemplate)
    {
        if (launcher.LeavesRestToEc2)
        {
            return Reading<LaunchTemplate>.Nothing;
        }

        var decides = new Unknown("what " + launcher.Service, $"what {launcher.Service} sets");
        return Reading<LaunchTemplate>.Nothing.AddRange((hasTemplate || launcher.TagKey is not null ? s_added : OptionList.Names.AsEnumerable()).Select(o => KeyValuePair.Create(o, decides)));
    }

    private static ConfigNode? ValueOf(LauncherOption option, ILauncherValues values, out Unknown? open)
    {
        var at = option.Path.LastIndexOf('.');
        var found = option.Beside is not var (name, wanted)
            ? values.At(null, option.Path, out open)
            : Beside(values.At(null, option.Path[..at], out open));
        if (found is [] or [{ Kind: ConfigKind.Null } or { Text.Length: 0, Kind: ConfigKind.String }, ..])
        {
            return null;
        }

        var value = found[^1];
        return option.Meaning.IsEmpty ? value
            : option.Meaning.TryGetValue(value.Text, out var meant) ? new ConfigNode(ConfigKind.String, value.Position, value.Path, meant)
            : throw value.Error($"{value.Path} is '{ShortValue.Of(value.Text)}'; {AllowedWords.Of([.. option.Meaning.Keys.Order(StringComparer.Ordinal)])} is allowed");

        IReadOnlyList<ConfigNode> Beside(IReadOnlyList<ConfigNode> settings) =>
            [.. settings.Where(s => values.At(s, name, out _) is [{ } told, ..] && told.Text == wanted).SelectMany(s => values.At(s, option.Path[(at + 1)..], out _))];
    }
}
