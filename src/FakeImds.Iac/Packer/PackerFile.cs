using System.Collections.Immutable;
using System.Text.RegularExpressions;
using FakeImds.Ec2;
using FakeImds.Iac.AwsCli;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;
using FakeImds.Iac.Options;
using FakeImds.Iac.Plan;

namespace FakeImds.Iac.Packer;

/// <summary>
/// Reads Packer templates in JSON: <c>builders</c> of the old form, <c>source</c> blocks of HCL's JSON form. Each builder launches an
/// instance to make its image of (docs/fidelity.md#packer).
/// </summary>
internal sealed partial class PackerFile
{
    private const string GivenWords = "launch request (Packer, metadata_options)";
    private const string DefaultWords = "launch request (Packer's default)";

    // amazon-chroot builds in the instance that it runs on.
    private static readonly string[] s_builders = ["amazon-ebs", "amazon-ebssurrogate", "amazon-ebsvolume", "amazon-instance"];

    private static readonly MetadataOptions s_defaults = new() { HttpTokens = HttpTokens.Optional, HttpPutResponseHopLimit = 1, HttpEndpoint = OptionState.Enabled };

    private readonly ConfigNode _template;

    private PackerFile(ConfigNode template) => _template = template;

    public static bool IsOne(ConfigNode document) =>
        (document["builders"] is { Kind: ConfigKind.List } builders && builders.Items.Any(static b => b.TextOf("type") is not null))
        || (document["source"] is { Kind: ConfigKind.Object } source && source.Members.Any(static m => m.Name.StartsWith("amazon-", StringComparison.Ordinal)));

    /// <exception cref="ConfigException">An option that Packer does not have, a value that it does not take, or a variable without a value in an option.</exception>
    public static DeclaredFile Read(string path, ConfigNode document) => new PackerFile(document).Read(path);

    private DeclaredFile Read(string path)
    {
        var old = (_template["builders"]?.Items ?? []).Where(static b => s_builders.Contains(b.TextOf("type")))
            .Select(b => Launch(b.TextOf("name") ?? b.TextOf("type")!, b.TextOf("type")!, b));
        var sources = (_template["source"]?.Members ?? []).Where(static m => s_builders.Contains(m.Name))
            .SelectMany(type => type.Value.Members.SelectMany(name => Blocks(name.Value).Select(block => Launch($"{type.Name}.{name.Name}", type.Name, block))));
        var file = new DeclaredFile { Path = path, Launches = [.. old, .. sources] };
        return file.Launches.IsEmpty
            ? throw _template.Error($"the Packer template launches no instance in EC2; a builder such as {AllowedWords.Of(s_builders)} is allowed")
            : file;
    }

    private DeclaredLaunch Launch(string name, string type, ConfigNode builder)
    {
        var block = Blocks(builder["metadata_options"]).FirstOrDefault();
        var given = block is null ? new MetadataOptions() : Options(block);
        return new DeclaredLaunch
        {
            Name = name,
            Kind = "Packer " + type,
            Position = builder.Position,
            OptionWords = given.HttpEndpoint is OptionState.Disabled ? OptionWords.None : OptionWords.Of(given, GivenWords, s_defaults, DefaultWords),
            Notes = given.HttpEndpoint is OptionState.Disabled
                ? [new Note(block!.Position, $"{name} disables the endpoint, but Packer sends no metadata options at all then: EC2 decides them")]
                : [],
            Request = new RunInstancesRequest
            {
                ImageId = Known(builder["source_ami"]) is { } image && image.StartsWith("ami-", StringComparison.Ordinal) ? image : null,
                InstanceType = Known(builder["instance_type"]),
                KeyPair = Known(builder["ssh_keypair_name"]) is { } key ? KeyPairMapper.OfName(key) : null,
                InstanceProfile = ProfileMapper.Of(Known(builder["iam_instance_profile"]), new Ec2AccountOptions().AccountId),
                MetadataOptions = given.HttpEndpoint is OptionState.Disabled ? null : s_defaults.With(given),
                Tags = Tags(builder["run_tags"]),
            },
        };
    }

    private MetadataOptions Options(ConfigNode block)
    {
        OptionMembers.Checked(block, "http_endpoint", "http_tokens", "http_put_response_hop_limit", "instance_metadata_tags");
        var resolved = new ConfigNode(ConfigKind.Object, block.Position, block.Path);
        foreach (var member in block.Members)
        {
            resolved.Add(member with { Value = Resolved(member.Value) });
        }

        return new OptionReader(OptionNames.Terraform).Options(resolved);
    }

    /// <summary>A value with its variable's value in its place.</summary>
    /// <exception cref="ConfigException">The variable has none that the template tells.</exception>
    private ConfigNode Resolved(ConfigNode value) => value.Kind is not ConfigKind.String || !IsTemplated(value.Text) ? value
        : Variable.Match(value.Text) is { Success: true } match && Default(match.Groups["name"].Value) is { } text ? new ConfigNode(ConfigKind.String, value.Position, value.Path, text)
        : throw value.Error($"{value.Path} is '{ShortValue.Of(value.Text)}', whose value the template does not tell; a value, or a variable with a default is allowed");

    private string? Known(ConfigNode? value)
    {
        try
        {
            return value is null or { Kind: ConfigKind.Null } ? null : Resolved(value).Text is { Length: > 0 } text ? text : null;
        }
        catch (ConfigException)
        {
            // No option depends on it.
            return null;
        }
    }

    private string? Default(string name)
    {
        var value = _template["variables"]?[name] ?? Blocks(_template["variable"]?[name]).FirstOrDefault()?["default"];
        return value is { Kind: ConfigKind.String or ConfigKind.Number or ConfigKind.Boolean } known && !IsTemplated(known.Text) ? known.Text : null;
    }

    private ImmutableSortedDictionary<string, string>? Tags(ConfigNode? map) => map is not { Kind: ConfigKind.Object } ? null
        : map.Members.ToImmutableSortedDictionary(static m => m.Name, m => Known(m.Value) ?? "", StringComparer.Ordinal);

    // HCL's JSON form lets a block be an object or a list of them.
    private static IEnumerable<ConfigNode> Blocks(ConfigNode? node) => node switch
    {
        { Kind: ConfigKind.Object } => [node],
        { Kind: ConfigKind.List } => node.Items.Where(static i => i.Kind is ConfigKind.Object),
        _ => [],
    };

    private static bool IsTemplated(string text) => text.Contains("{{", StringComparison.Ordinal) || text.Contains("${", StringComparison.Ordinal);

    [GeneratedRegex("^(?:\\{\\{ *user *[`\"'](?<name>[^`\"']+)[`\"'] *\\}\\}|\\$\\{ *var\\.(?<name>[A-Za-z0-9_-]+) *\\})$", RegexOptions.CultureInvariant)]
    private static partial Regex Variable { get; }
}
