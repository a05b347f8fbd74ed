using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using FakeImds.Ec2;
using FakeImds.Iac.AwsCli;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Options;
using FakeImds.Iac.Plan;

namespace FakeImds.Iac.Terraform;

/// <summary>Reads instances, groups and launch templates as the AWS provider sends them to EC2 (docs/fidelity.md#terraform).</summary>
internal sealed class TerraformLaunches(ConfigNode document, IReadOnlyList<TerraformResource> resources, bool isState)
{
    private static readonly string[] s_options = ["http_tokens", "http_put_response_hop_limit", "http_endpoint", "http_protocol_ipv6", "instance_metadata_tags"];

    public DeclaredLaunch Instance(TerraformResource resource)
    {
        var values = resource.Values;
        var isOld = resource.Type is "aws_launch_configuration";
        var imageMember = isOld ? "image_id" : "ami";
        var image = values.TextOf(imageMember);
        var (template, version, note) = TemplateOf(resource, resource.Block("launch_template"), "launch_template");
        var (options, notes) = Options(resource);
        return new DeclaredLaunch
        {
            Name = resource.Address,
            Kind = resource.Type,
            Position = values.Position,
            Exists = isState && !isOld,
            Notes = [.. notes, .. note is null ? [] : new[] { note }],
            IsInstance = !isOld,
            Request = Complete(resource, isOld, new RunInstancesRequest
            {
                ImageId = image,
                InstanceType = values.TextOf("instance_type"),
                MetadataOptions = Sent(options),
                LaunchTemplate = template,
                LaunchTemplateVersion = version,
                KeyPair = values.TextOf("key_name") is { } key ? KeyPairMapper.OfName(key) : null,
                InstanceProfile = Profile(values.TextOf("iam_instance_profile")),
                UserData = UserData(values),
                Tags = isOld ? null : Tags(values["tags_all"] ?? values["tags"]),
            }),
        };
    }

    private static RunInstancesRequest Complete(TerraformResource resource, bool isOld, RunInstancesRequest launch) => isOld
        ? TerraformLaunch.Configuration(resource.Values, launch) : TerraformLaunch.Instance(resource, launch);

    /// <summary>The launch of a group that has a template; null for one with a launch configuration, which is a launch itself.</summary>
    public DeclaredLaunch? Group(TerraformResource resource)
    {
        var mixed = resource.Block("mixed_instances_policy")?["launch_template"] is { Items: [{ Kind: ConfigKind.Object } first, ..] }
            && first["launch_template_specification"] is { Items: [{ Kind: ConfigKind.Object } specification, ..] } ? specification : null;
        if ((resource.Block("launch_template") ?? mixed) is not { } block)
        {
            return null;
        }

        var (template, version, note) = TemplateOf(resource, block, "launch_template");
        return new DeclaredLaunch
        {
            Name = resource.Address,
            Kind = resource.Type,
            Position = resource.Values.Position,
            Notes = note is null ? [] : [note],
            Request = new RunInstancesRequest { LaunchTemplate = template, LaunchTemplateVersion = version },
        };
    }

    public Declared<LaunchTemplate> Template(TerraformResource resource)
    {
        var values = resource.Values;
        var number = Number(values, "latest_version") ?? 1;
        var (options, _) = Options(resource);
        var data = new LaunchTemplateData
        {
            ImageId = values.TextOf("image_id"),
            InstanceType = values.TextOf("instance_type"),
            MetadataOptions = options,
            KeyPair = values.TextOf("key_name") is { } key ? KeyPairMapper.OfName(key) : null,
            InstanceProfile = Profile(resource.Block("iam_instance_profile")?.TextOf("arn") ?? resource.Block("iam_instance_profile")?.TextOf("name")),
            UserData = Decoded(values.TextOf("user_data")),
            Tags = (values["tag_specifications"]?.Items ?? []).Where(static s => s.TextOf("resource_type") is "instance").Select(static s => Tags(s["tags"])).FirstOrDefault(),
        };
        var name = values.TextOf("name");
        return new Declared<LaunchTemplate>(
            new LaunchTemplate
            {
                LaunchTemplateId = IdOf(resource),
                LaunchTemplateName = name is { Length: >= 3 } ? name : IdOf(resource),
                Versions = [new LaunchTemplateVersion(number, TerraformLaunch.Template(resource, data), null, DateTimeOffset.UnixEpoch)],
                DefaultVersionNumber = number,
            },
            resource.Address,
            values.Position);
    }

    // Not known before apply: made from the address, so that references find it.
    private static string IdOf(TerraformResource template) => template.Values.TextOf("id") ?? CliTemplates.MadeUpId(template.Address);

    private (string? Template, string? Version, Note? Note) TemplateOf(TerraformResource resource, ConfigNode? block, string member)
    {
        if (block is null)
        {
            return (null, null, null);
        }

        var version = block.TextOf("version");
        if ((block.TextOf("id") ?? block.TextOf("launch_template_id") ?? block.TextOf("name") ?? block.TextOf("launch_template_name")) is { } known)
        {
            var template = resources.FirstOrDefault(r => r.Type is "aws_launch_template" && (r.Values.TextOf("id") == known || r.Values.TextOf("name") == known));
            return (template is null ? known : IdOf(template), template is null ? version : Existing(version, template), null);
        }

        var reference = resource.Reference(member, "id") ?? resource.Reference(member, "name");
        var address = reference is null ? null : resource.Module + string.Join('.', reference.Split('.').Take(2));
        var found = resources.FirstOrDefault(r => r.Type is "aws_launch_template" && (r.Address == address || r.Address.Split('[')[0] == address?.Split('[')[0]));
        return found is not null ? (IdOf(found), "$Latest", null)
            : (null, null, new Note(block.Position, $"the launch template of {resource.Address} is not known before apply, and its options are not looked at"));
    }

    // A state holds the newest version alone.
    private static string? Existing(string? version, TerraformResource template) =>
        version is null or "$Default" or "$Latest" || version == (Number(template.Values, "latest_version") ?? 1).ToString(CultureInfo.InvariantCulture) ? version : "$Latest";

    private (MetadataOptions? Options, ImmutableArray<Note> Notes) Options(TerraformResource resource)
    {
        var unknown = document["resource_changes"] is { Kind: ConfigKind.List } changes
            ? changes.Items.FirstOrDefault(c => c["address"]?.Text == resource.Address)?["change"]?["after_unknown"]?["metadata_options"] is { Items: [{ } first, ..] } ? first : null
            : null;
        var configured = resource.Configuration?["expressions"]?["metadata_options"] is { Items: [{ } block, ..] } ? block : null;
        ImmutableArray<Note> notes =
        [
            .. s_options.Where(o => unknown?[o]?.Text is "true" && configured?[o] is not null)
                .Select(o => new Note(resource.Values.Position, $"{o} of {resource.Address} is not known before apply, and counts as not set")),
        ];
        return (resource.Block("metadata_options") is { } node ? new OptionReader(OptionNames.Terraform).Options(node) : null, notes);
    }

    // The provider sends a disabled endpoint alone for instances and launch configurations.
    private static MetadataOptions? Sent(MetadataOptions? options) =>
        options is { HttpEndpoint: OptionState.Disabled } ? new MetadataOptions { HttpEndpoint = OptionState.Disabled } : options;

    private static ImmutableArray<byte>? UserData(ConfigNode values) =>
        Decoded(values.TextOf("user_data_base64")) ?? (values.TextOf("user_data") is { } text ? [.. Encoding.UTF8.GetBytes(text)] : null);

    private static ImmutableArray<byte>? Decoded(string? base64)
    {
        var bytes = new byte[base64?.Length ?? 0];
        return base64 is not null && Convert.TryFromBase64String(base64, bytes, out var length) ? [.. bytes.AsSpan(0, length)] : null;
    }

    // A plan does not hold the account's id.
    private static InstanceProfile? Profile(string? nameOrArn) => ProfileMapper.Of(nameOrArn, new Ec2AccountOptions().AccountId);

    private static ImmutableSortedDictionary<string, string>? Tags(ConfigNode? map) => map is not { Kind: ConfigKind.Object } ? null
        : map.Members.Where(static m => m.Value.Kind is ConfigKind.String).ToImmutableSortedDictionary(static m => m.Name, static m => m.Value.Text, StringComparer.Ordinal);

    private static int? Number(ConfigNode values, string name) =>
        values[name] is { } node && int.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
