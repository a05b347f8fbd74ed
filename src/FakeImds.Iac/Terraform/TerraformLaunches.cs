using System.Globalization;
using FakeImds.Ec2;
using FakeImds.Iac.AwsCli;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Plan;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Terraform;

/// <summary>Reads instances, launch configurations and groups as the AWS provider sends them to EC2 (docs/fidelity.md#terraform).</summary>
internal sealed class TerraformLaunches(TerraformTemplates templates)
{
    /// <summary>An <c>aws_instance</c> or <c>aws_spot_instance_request</c>.</summary>
    public DeclaredLaunch Instance(TerraformResource resource)
    {
        var open = new OpenMembers();
        var (template, version, _) = templates.Of(resource, resource.Block("launch_template"), ["launch_template"], open);
        var launch = Launch(resource, "ami", open);
        var options = launch.Request.MetadataOptions;
        var before = TerraformOptions.Of(resource.Change.Before);
        return launch with
        {
            IsInstance = true,
            IsStopped = resource.Values.TextOf("instance_state") is "stopped" or "stopping",

            // What is changed in place and not in its options stays as it is.
            Exists = resource.Exists || resource.Change.Action is TerraformAction.Update,
            ChangedFrom = resource.Change.Action is TerraformAction.Update && (before != options || !open.All.IsEmpty) ? before ?? new() : null,
            Open = open.All,
            Request = TerraformLaunch.Instance(resource, launch.Request with
            {
                LaunchTemplate = template,
                LaunchTemplateVersion = version,
                Tags = TerraformTags.OfInstance(resource, open),
                MetadataOptions = Sent(options),
            }),
        };
    }

    /// <summary>An <c>aws_launch_configuration</c>.</summary>
    public static DeclaredLaunch Configuration(TerraformResource resource)
    {
        var open = new OpenMembers();
        var launch = Launch(resource, "image_id", open);
        return launch with
        {
            Exists = resource.Exists,
            Open = open.All,
            Request = TerraformLaunch.Configuration(resource.Values, launch.Request with { MetadataOptions = Sent(launch.Request.MetadataOptions) }),
        };
    }

    /// <summary>The launch of a group that has a template; null for one with a launch configuration, which is a launch itself.</summary>
    public DeclaredLaunch? Group(TerraformResource resource)
    {
        string[] path = resource.Block("launch_template") is null ? ["mixed_instances_policy", "launch_template", "launch_template_specification"] : ["launch_template"];
        var block = path.Length is 1 ? resource.Block("launch_template")
            : First(First(resource.Block("mixed_instances_policy"), "launch_template"), "launch_template_specification");
        if (block is null)
        {
            return null;
        }

        var open = new OpenMembers();
        var (template, version, found) = templates.Of(resource, block, path, open);
        var tags = TerraformTags.OfGroup(resource, open);
        return new DeclaredLaunch
        {
            Name = resource.Address,
            Kind = resource.Type,
            Position = resource.Values.Position,
            Action = Word(resource.Change.Action),

            // A group that stays launches otherwise when its template changes.
            Exists = resource.Exists && found is null or { Exists: true },
            AddsTags = true,
            Open = open.All,
            Request = new RunInstancesRequest { LaunchTemplate = template, LaunchTemplateVersion = version, Tags = tags },
        };
    }

    // A plan does not hold the account's id.
    public static InstanceProfile? Profile(string? nameOrArn) => ProfileMapper.Of(nameOrArn, new Ec2AccountOptions().AccountId);

    /// <summary>A whole number above 0; null when it is none.</summary>
    public static int? Number(ConfigNode? values, string name) =>
        values?[name] is { } node && int.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    private static DeclaredLaunch Launch(TerraformResource resource, string image, OpenMembers open)
    {
        var values = resource.Values;
        var (userData, note, refusal) = TerraformUserData.Of(resource);
        return new DeclaredLaunch
        {
            Name = resource.Address,
            Kind = resource.Type,
            Position = values.Position,
            Action = Word(resource.Change.Action),
            Refusal = refusal,
            Notes = note is null ? [] : [note],
            Request = new RunInstancesRequest
            {
                ImageId = resource.Text(image, "ImageId", open),
                InstanceType = resource.Text("instance_type", "InstanceType", open),
                MetadataOptions = TerraformOptions.Read(resource, open),
                KeyPair = values.TextOf("key_name") is { } key ? KeyPairMapper.OfName(key) : null,
                InstanceProfile = Profile(resource.Text("iam_instance_profile", "IamInstanceProfile", open)),
                UserData = userData,
            },
        };
    }

    // The provider sends a disabled endpoint alone for instances and launch configurations.
    private static MetadataOptions? Sent(MetadataOptions? options) =>
        options is { HttpEndpoint: OptionState.Disabled } ? new MetadataOptions { HttpEndpoint = OptionState.Disabled } : options;

    private static string? Word(TerraformAction action) => action switch
    {
        TerraformAction.Replace => "replace",
        TerraformAction.Update => "update",
        _ => null,
    };

    private static ConfigNode? First(ConfigNode? node, string name) => node?[name] is { Kind: ConfigKind.List, Items: [{ Kind: ConfigKind.Object } first, ..] } ? first : null;
}
