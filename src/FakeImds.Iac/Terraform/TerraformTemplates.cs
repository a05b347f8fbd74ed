using System.Globalization;
using FakeImds.Ec2;
using FakeImds.Iac.AwsCli;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Plan;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Terraform;

/// <summary>Reads launch templates, and finds those that launches name.</summary>
internal sealed class TerraformTemplates
{
    public const string Type = "aws_launch_template";

    private readonly TerraformReferences _references;
    private readonly Dictionary<string, TerraformResource> _named = new(StringComparer.Ordinal);

    public TerraformTemplates(TerraformConfiguration configuration, IReadOnlyList<TerraformResource> templates)
    {
        _references = new TerraformReferences(configuration, templates, Type);
        foreach (var template in templates)
        {
            _named.TryAdd(IdOf(template), template);
            if (template.Values.TextOf("name") is { } name)
            {
                _named.TryAdd(name, template);
            }
        }
    }

    /// <summary>The template with the version that the plan leaves as its newest.</summary>
    public static Declared<LaunchTemplate> Read(TerraformResource resource)
    {
        var values = resource.Values;
        var open = new OpenMembers();
        var (userData, refusal) = TerraformUserData.OfTemplate(values);
        var profile = resource.Block("iam_instance_profile");
        var data = new LaunchTemplateData
        {
            ImageId = resource.Text("image_id", "ImageId", open),
            InstanceType = resource.Text("instance_type", "InstanceType", open),
            MetadataOptions = TerraformOptions.Read(resource, open),
            KeyPair = values.TextOf("key_name") is { } key ? KeyPairMapper.OfName(key) : null,
            InstanceProfile = TerraformLaunches.Profile(profile?.TextOf("arn") ?? profile?.TextOf("name")),
            UserData = userData,
            Tags = TerraformTags.OfTemplate(resource, open),
        };
        var number = Latest(resource);
        var template = new LaunchTemplate
        {
            LaunchTemplateId = IdOf(resource),
            LaunchTemplateName = values.TextOf("name") is { Length: >= 3 } name ? name : IdOf(resource),
            Versions = [new LaunchTemplateVersion(number, TerraformLaunch.Template(resource, data), null, DateTimeOffset.UnixEpoch)],
            DefaultVersionNumber = number,
        };
        return new Declared<LaunchTemplate>(template, resource.Address, values.Position) { Open = open.All, Refusal = refusal, Exists = resource.Exists };
    }

    /// <summary>The template that a block of a launch names.</summary>
    /// <param name="launch">The launch.</param>
    /// <param name="block">The block; null for none.</param>
    /// <param name="path">The names of the blocks around its values.</param>
    /// <param name="open">Gets the template, or the version, when it is not known.</param>
    /// <returns>Id or name, and version, of what EC2 is asked for; and the resource, where the file has it.</returns>
    public (string? Name, string? Version, TerraformResource? Resource) Of(TerraformResource launch, ConfigNode? block, ReadOnlySpan<string> path, OpenMembers open)
    {
        if (block is null)
        {
            return (null, null, null);
        }

        var named = block.TextOf("id") ?? block.TextOf("launch_template_id") ?? block.TextOf("name") ?? block.TextOf("launch_template_name");
        var expression = launch.Expression([.. path, "id"]) ?? launch.Expression([.. path, "launch_template_id"]) ?? launch.Expression([.. path, "name"]) ?? launch.Expression([.. path, "launch_template_name"]);
        var found = named is null ? _references.Find(launch, expression) : _named.GetValueOrDefault(named);
        if (found is null)
        {
            if (named is null)
            {
                var reference = expression?["references"] is { Items: [var first, ..] } ? launch.Module + first.Text : $"of {launch.Address}";
                open.Add("LaunchTemplate", new Unknown($"{reference} launch template", $"the launch template {reference}, not known before apply") { Hint = "give the output of describe-launch-template-versions" });
            }

            return (named, block.TextOf("version"), null);
        }

        var version = block.TextOf("version");
        if (version is null && launch.IsUnknown([.. path, "version"]) && (launch.Expression([.. path, "version"])?["references"]?.Items ?? []).All(static r => !r.Text.EndsWith(".default_version", StringComparison.Ordinal)))
        {
            // A version that is known after apply is the one that the apply makes.
            version = "$Latest";
        }

        if (IsHeld(found, version))
        {
            return (IdOf(found), "$Latest", found);
        }

        if (int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > Latest(found))
        {
            return (IdOf(found), version, found);
        }

        // Plans and states hold the newest version alone.
        var words = version is null or "$Default" ? "the default version" : $"version {version}";
        open.Add("LaunchTemplate", new Unknown($"{found.Address} {words}", $"{words} of {found.Address}, which is not its newest") { Hint = "give the output of describe-launch-template-versions" });
        return (null, null, found);
    }

    private static bool IsHeld(TerraformResource template, string? version)
    {
        var latest = Latest(template);
        return version is "$Latest" || version == latest.ToString(CultureInfo.InvariantCulture)
            || (version is null or "$Default" && (template.Change.Action switch
            {
                TerraformAction.Create or TerraformAction.Replace => true,
                TerraformAction.Update => template.Values["update_default_version"]?.Text is "true",
                _ => (TerraformLaunches.Number(template.Values, "default_version") ?? latest) == latest,
            }));
    }

    private static int Latest(TerraformResource template) => TerraformLaunches.Number(template.Values, "latest_version")
        ?? (template.Change.Action is TerraformAction.Update && TerraformLaunches.Number(template.Change.Before, "latest_version") is { } before ? before + 1 : 1);

    // Not known before apply: made from the address, so that references find it.
    private static string IdOf(TerraformResource template) => template.Values.TextOf("id") ?? CliTemplates.MadeUpId(template.Address);
}
