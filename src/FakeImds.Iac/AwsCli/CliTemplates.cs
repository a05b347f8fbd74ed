using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using FakeImds.Ec2;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Plan;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.AwsCli;

/// <summary>Launch templates as describe-launch-template-versions prints them: one entry for each version.</summary>
internal static class CliTemplates
{
    /// <summary>The name of the open member for a default version that no file has.</summary>
    public const string DefaultVersion = "DefaultVersion";

    private const int IdDigits = 17;

    private static readonly ImmutableSortedDictionary<string, string> s_noTags = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The templates of a document.</summary>
    public static IEnumerable<Declared<LaunchTemplate>> Of(ConfigNode document) => Groups(document).Select(static group =>
    {
        var versions = group.OrderBy(Number).ToArray();
        var id = group.Key;
        var template = new LaunchTemplate
        {
            LaunchTemplateId = id,
            LaunchTemplateName = versions[0].TextOf("LaunchTemplateName") ?? id,
            Versions = [.. versions.Select(static v => new LaunchTemplateVersion(
                Number(v), Data(v["LaunchTemplateData"]), v.TextOf("VersionDescription"), v.TimeOf("CreateTime") ?? DateTimeOffset.UnixEpoch) { CreatedBy = v.TextOf("CreatedBy") })],
            DefaultVersionNumber = Number(Default(versions)),
        };
        var open = versions.Aggregate(Reading<LaunchTemplate>.Nothing, static (all, v) => all.SetItems(MetadataOptionMapper.Open(v["LaunchTemplateData"]?["MetadataOptions"])));

        // The AWS CLI prints of each version whether it is the default.
        var isDefaultKnown = Array.Exists(versions, static v => v.FlagOf("DefaultVersion") is true) || Array.TrueForAll(versions, static v => v["DefaultVersion"] is null);
        return new Declared<LaunchTemplate>(template, template.LaunchTemplateName, versions[0].Position)
        {
            Open = isDefaultKnown ? open : open.Add(DefaultVersion, new Unknown($"{id} default version", $"the default version of the launch template {template.LaunchTemplateName}")
            {
                Hint = "give the output of describe-launch-template-versions for it",
            }),
        };
    });

    /// <summary>The versions of a document by the id of their template.</summary>
    public static IEnumerable<IGrouping<string, ConfigNode>> Groups(ConfigNode document) => document.ListOf("LaunchTemplateVersions").GroupBy(IdOf);

    /// <summary>A version's template; one that the entry gives only a name has an id made from it.</summary>
    public static string IdOf(ConfigNode version) => version.TextOf("LaunchTemplateId") ?? MadeUpId(version.TextOf("LaunchTemplateName") ?? version.Path);

    /// <summary>An id that is the same for the same name.</summary>
    public static string MadeUpId(string name) =>
        "lt-" + Convert.ToHexStringLower(Sha256.Hash(Encoding.UTF8.GetBytes(name)))[..IdDigits];

    public static int Number(ConfigNode version) => version.NumberOf("VersionNumber") ?? 1;

    /// <summary>The default version; the newest when the entries don't tell, as when only <c>$Latest</c> was asked for.</summary>
    public static ConfigNode Default(IReadOnlyList<ConfigNode> versions) =>
        versions.FirstOrDefault(static v => v.FlagOf("DefaultVersion") is true) ?? versions.MaxBy(Number)!;

    private static LaunchTemplateData Data(ConfigNode? data) => data is null ? new() : LaunchNodes.Details(data) with
    {
        ImageId = data.TextOf("ImageId"),
        InstanceType = data.TextOf("InstanceType"),
        MetadataOptions = MetadataOptionMapper.Options(data["MetadataOptions"]),
        KeyPair = data.TextOf("KeyName") is { } key ? KeyPairMapper.OfName(key) : null,
        InstanceProfile = ProfileMapper.Of(data["IamInstanceProfile"]?.TextOf("Arn") ?? data["IamInstanceProfile"]?.TextOf("Name"), new Ec2AccountOptions().AccountId),
        UserData = data.TextOf("UserData") is { } base64 ? [.. Convert.FromBase64String(base64)] : null,
        Tags = data.ListOf("TagSpecifications").Where(static s => s.TextOf("ResourceType") is "instance")
            .Aggregate((ImmutableSortedDictionary<string, string>?)null, static (tags, s) => InstanceMapper.Tags(tags ?? s_noTags, s)),
    };

    /// <summary>How a request names a version.</summary>
    public static string NumberText(ConfigNode version) => Number(version).ToString(CultureInfo.InvariantCulture);
}
