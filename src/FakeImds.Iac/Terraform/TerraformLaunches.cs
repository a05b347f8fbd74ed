using System.Globalization;
using FakeImds.Ec2;
using FakeImds.Iac.AwsCli;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Plan;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Terraform;

/// <summary>Reads instances and launch configurations as the AWS provider sends them to EC2 (docs/fidelity.md#terraform).</summary>
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

    /// <summary>What a plan does with a launch, in words; null for making it.</summary>
    public static string? Word(TerraformAction action) => action switch
    {
        TerraformAction.Replace => "replace",
        TerraformAction.Update => "update",
        _ => null,
    };
}
