namespace FakeImds.Cli.Config;

/// <summary>The entries of a document that belong to the launch of the served instance.</summary>
internal sealed record LaunchParts
{
    private const string TemplateIdTag = "aws:ec2launchtemplate:id";
    private const string TemplateVersionTag = "aws:ec2launchtemplate:version";

    /// <summary>The served instance; null when the document has none.</summary>
    public ConfigNode? Instance { get; private init; }

    /// <summary>Its reservation: the document itself for the output of run-instances.</summary>
    public ConfigNode? Reservation { get; private init; }

    /// <summary>The version of its launch template; null without one.</summary>
    public ConfigNode? TemplateData { get; private init; }

    /// <summary>Its image; null when the document has no images.</summary>
    public ConfigNode? Image { get; private init; }

    /// <summary>
    /// Whether the instance was pasted whole. The AWS CLI always prints <c>State</c>; people don't write it. What a pasted
    /// instance does not mention it does not have, what a written one does not mention is the library's.
    /// </summary>
    public bool IsPasted => Instance?["State"] is not null;

    public ConfigNode? AvailabilityZone =>
        Instance?["Placement"]?["AvailabilityZone"] ?? TemplateData?["Placement"]?["AvailabilityZone"];

    /// <exception cref="ConfigException">The document names an instance, an image or a template that it does not have.</exception>
    public static LaunchParts Of(ConfigNode document)
    {
        var (instance, reservation) = Served(document);
        var template = Template(document, instance)?["LaunchTemplateData"];
        return new LaunchParts
        {
            Instance = instance,
            Reservation = reservation,
            TemplateData = template,
            Image = ImageOf(document, instance?["ImageId"] ?? template?["ImageId"]),
        };
    }

    private static (ConfigNode? Instance, ConfigNode? Reservation) Served(ConfigNode document)
    {
        List<(ConfigNode Instance, ConfigNode Reservation)> all =
        [
            .. document.ListOf("Instances").Select(i => (i, document)),
            .. document.ListOf("Reservations").SelectMany(static r => r.ListOf("Instances").Select(i => (i, r))),
        ];
        if (document["FakeImds"]?["InstanceId"] is { } wanted && all.Count > 0)
        {
            var found = all.Find(a => a.Instance.TextOf("InstanceId") == wanted.Text);
            return found.Instance is null
                ? throw wanted.Error($"{wanted.Path} is '{wanted.Text}'; no instance of the file has that id; {Ids(all.Select(a => a.Instance), "InstanceId")} is allowed")
                : found;
        }

        // describe-instances shows terminated instances for an hour; they have no metadata.
        var alive = all.Find(static a => a.Instance["State"]?.TextOf("Name") is not ("terminated" or "shutting-down"));
        return alive.Instance is null && all.Count > 0 ? all[0] : alive;
    }

    private static ConfigNode? Template(ConfigNode document, ConfigNode? instance)
    {
        var versions = document.ListOf("LaunchTemplateVersions");
        if (document["FakeImds"]?["LaunchTemplate"] is { } named)
        {
            var id = named.TextOf("LaunchTemplateId");
            var name = named.TextOf("LaunchTemplateName");
            ConfigNode[] own = [.. versions.Where(v => (id is null || v.TextOf("LaunchTemplateId") == id) && (name is null || v.TextOf("LaunchTemplateName") == name))];
            return Version(own, named.TextOf("Version"))
                ?? throw named.Error($"{named.Path} names a launch template version that LaunchTemplateVersions does not have; give one of those, or none");
        }

        if (Tag(instance, TemplateIdTag) is { } tagged)
        {
            ConfigNode[] own = [.. versions.Where(v => v.TextOf("LaunchTemplateId") == tagged)];
            return own.Length > 0 ? Version(own, Tag(instance, TemplateVersionTag)) : null;
        }

        ConfigNode[] first = [.. versions.Where(v => v.TextOf("LaunchTemplateId") == versions[0].TextOf("LaunchTemplateId"))];
        return Version(first, null) ?? first.LastOrDefault();
    }

    private static ConfigNode? Version(ConfigNode[] versions, string? version) => version switch
    {
        null or "$Default" => versions is [var only] ? only : versions.FirstOrDefault(static v => v.FlagOf("DefaultVersion") is true),
        "$Latest" => versions.MaxBy(static v => v.NumberOf("VersionNumber")),
        _ => versions.FirstOrDefault(v => v["VersionNumber"]?.Text == version),
    };

    private static ConfigNode? ImageOf(ConfigNode document, ConfigNode? imageId)
    {
        var images = document.ListOf("Images");
        if (imageId is null || images.Count is 0)
        {
            return images.Count > 0 ? images[0] : null;
        }

        return images.FirstOrDefault(i => i.TextOf("ImageId") == imageId.Text)
            ?? throw imageId.Error($"{imageId.Path} is '{imageId.Text}'; no image of the file has that id; {Ids(images, "ImageId")} is allowed");
    }

    private static string? Tag(ConfigNode? instance, string key) =>
        instance?.ListOf("Tags").FirstOrDefault(t => t.TextOf("Key") == key)?.TextOf("Value");

    private static string Ids(IEnumerable<ConfigNode> nodes, string member) =>
        AllowedWords.Of([.. nodes.Select(n => n.TextOf(member) ?? "").Where(static t => t.Length > 0).DefaultIfEmpty("none")]);
}
