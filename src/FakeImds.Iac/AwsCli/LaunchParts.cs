using FakeImds.Ec2;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;

namespace FakeImds.Iac.AwsCli;

/// <summary>The entries of a document that belong to one launch.</summary>
internal sealed record LaunchParts
{
    /// <summary>The instance; null for a launch from a template or an image alone.</summary>
    public ConfigNode? Instance { get; private init; }

    /// <summary>Its reservation: the document itself for the output of run-instances.</summary>
    public ConfigNode? Reservation { get; private init; }

    /// <summary>The version of its launch template; null without one.</summary>
    public ConfigNode? TemplateVersion { get; private init; }

    /// <summary>What that version supplies.</summary>
    public ConfigNode? TemplateData => TemplateVersion?["LaunchTemplateData"];

    /// <summary>Its image; null when the document has no images.</summary>
    public ConfigNode? Image { get; private init; }

    /// <summary>
    /// Whether the instance was pasted whole. The AWS CLI always prints <c>State</c>; people don't write it. What a pasted
    /// instance does not mention it does not have, what a written one does not mention is the library's.
    /// </summary>
    public bool IsPasted => Instance?["State"] is not null;

    public ConfigNode? AvailabilityZone =>
        Instance?["Placement"]?["AvailabilityZone"] ?? TemplateData?["Placement"]?["AvailabilityZone"];

    /// <summary>
    /// The launches of a document: one for each instance that is not terminated, the one that <c>FakeImds.InstanceId</c> names
    /// first; then one for each template that none of these was launched from.
    /// </summary>
    /// <exception cref="ConfigException">The document names an instance or a template that it does not have.</exception>
    public static IReadOnlyList<LaunchParts> All(ConfigNode document)
    {
        LaunchParts[] instances = [.. Instances(document).Select((a, i) => Of(document, a.Instance, a.Reservation, isFirst: i == 0))];
        LaunchParts[] named = instances is [] && document["FakeImds"]?["LaunchTemplate"] is not null ? [Of(document, null, null, isFirst: true)] : [];
        var used = instances.Concat(named).Select(static p => p.TemplateVersion).OfType<ConfigNode>().Select(CliTemplates.IdOf).ToHashSet(StringComparer.Ordinal);
        var rest = CliTemplates.Groups(document).Where(g => !used.Contains(g.Key)).Select(g => new LaunchParts
        {
            TemplateVersion = CliTemplates.Default([.. g]),
            Image = ImageOf(document, CliTemplates.Default([.. g])["LaunchTemplateData"]?["ImageId"]),
        });
        return [.. instances, .. named, .. rest];
    }

    /// <summary>The launches to look at when nothing launches anything: one from each image.</summary>
    public static IReadOnlyList<LaunchParts> OfImages(ConfigNode document) =>
        [.. document.ListOf("Images").Select(static i => new LaunchParts { Image = i })];

    private static LaunchParts Of(ConfigNode document, ConfigNode? instance, ConfigNode? reservation, bool isFirst)
    {
        var version = Template(document, instance, isFirst);
        return new LaunchParts
        {
            Instance = instance,
            Reservation = reservation,
            TemplateVersion = version,
            Image = ImageOf(document, instance?["ImageId"] ?? version?["LaunchTemplateData"]?["ImageId"]),
        };
    }

    private static List<(ConfigNode Instance, ConfigNode Reservation)> Instances(ConfigNode document)
    {
        List<(ConfigNode Instance, ConfigNode Reservation)> all =
        [
            .. document.ListOf("Instances").Select(i => (i, document)),
            .. document.ListOf("Reservations").SelectMany(static r => r.ListOf("Instances").Select(i => (i, r))),
        ];
        if (document["FakeImds"]?["InstanceId"] is { } wanted && all.Count > 0)
        {
            var first = all.FindIndex(a => a.Instance.TextOf("InstanceId") == wanted.Text);
            return first >= 0 ? [all[first], .. all.Where((a, i) => i != first && IsAlive(a))]
                : throw wanted.Error($"{wanted.Path} is '{ShortValue.Of(wanted.Text)}'; no instance of the file has that id; {Ids(all.Select(a => a.Instance), "InstanceId")} is allowed");
        }

        // describe-instances shows terminated instances for an hour; they have no metadata.
        return all.Exists(IsAlive) ? all.FindAll(IsAlive) : all;
    }

    private static bool IsAlive((ConfigNode Instance, ConfigNode Reservation) entry) =>
        entry.Instance["State"]?.TextOf("Name") is not ("terminated" or "shutting-down");

    private static ConfigNode? Template(ConfigNode document, ConfigNode? instance, bool isFirst)
    {
        var versions = document.ListOf("LaunchTemplateVersions");
        if (isFirst && document["FakeImds"]?["LaunchTemplate"] is { } named)
        {
            var id = named.TextOf("LaunchTemplateId");
            var name = named.TextOf("LaunchTemplateName");
            ConfigNode[] own = [.. versions.Where(v => (id is null || v.TextOf("LaunchTemplateId") == id) && (name is null || v.TextOf("LaunchTemplateName") == name))];
            return Version(own, named.TextOf("Version"))
                ?? throw named.Error($"{named.Path} names a launch template version that LaunchTemplateVersions does not have; give one of those, or none");
        }

        if (Tag(instance, ReservedTags.TemplateId) is { } tagged)
        {
            ConfigNode[] own = [.. versions.Where(v => v.TextOf("LaunchTemplateId") == tagged)];
            return own.Length > 0 ? Version(own, Tag(instance, ReservedTags.TemplateVersion)) : null;
        }

        if (instance?["State"] is not null || versions is [])
        {
            return null;
        }

        return CliTemplates.Default([.. CliTemplates.Groups(document).First()]);
    }

    private static ConfigNode? Version(ConfigNode[] versions, string? version) => version switch
    {
        null or "$Default" => versions is [] ? null : CliTemplates.Default(versions),
        "$Latest" => versions.MaxBy(static v => v.NumberOf("VersionNumber")),
        _ => versions.FirstOrDefault(v => v["VersionNumber"]?.Text == version),
    };

    private static ConfigNode? ImageOf(ConfigNode document, ConfigNode? imageId)
    {
        var images = document.ListOf("Images");
        return imageId is not null ? images.FirstOrDefault(i => i.TextOf("ImageId") == imageId.Text)
            : images.Count > 0 ? images[0]
            : null;
    }

    private static string? Tag(ConfigNode? instance, string key) =>
        instance?.ListOf("Tags").FirstOrDefault(t => t.TextOf("Key") == key)?.TextOf("Value");

    private static string Ids(IEnumerable<ConfigNode> nodes, string member) =>
        AllowedWords.Of([.. nodes.Select(n => n.TextOf(member) ?? "").Where(static t => t.Length > 0).DefaultIfEmpty("none")]);
}
