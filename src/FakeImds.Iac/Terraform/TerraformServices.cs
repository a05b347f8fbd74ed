using System.Collections.Frozen;
using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Iac.AwsCli;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Launchers;
using FakeImds.Iac.Plan;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Terraform;

/// <summary>Reads the launches of resource types that launch instances in the name of others, and names those whose instances a plan does not hold.</summary>
internal sealed class TerraformServices(TerraformTemplates templates, IReadOnlyList<TerraformResource> configurations)
{
    private const string AwsCc = "awscc_";

    private static readonly FrozenSet<string> s_launchingCc = CloudFormationLaunchers.ByType.Keys.Concat(CloudFormationLaunchers.Contents.Keys)
        .Concat(["AWS::EC2::Instance", "AWS::AutoScaling::AutoScalingGroup", "AWS::AutoScaling::LaunchConfiguration"])
        .Select(static t => string.Concat(t.Split("::").Skip(1)).ToUpperInvariant()).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a type launches instances, or holds what launches them.</summary>
    public static bool IsLauncher(string type) => TerraformLaunchers.ByType.ContainsKey(type) || TerraformLaunchers.Contents.ContainsKey(type)
        || (type.StartsWith(AwsCc, StringComparison.Ordinal) && s_launchingCc.Contains(type[AwsCc.Length..].Replace("_", "", StringComparison.Ordinal).ToUpperInvariant()));

    /// <summary>Who launches an instance, a Spot request or a launch configuration.</summary>
    public static LaunchedBy By(string type) => type switch
    {
        "aws_launch_configuration" => LaunchedBy.ServiceLinkedRole("AWSServiceRoleForAutoScaling"),
        "aws_spot_instance_request" => LaunchedBy.ServiceLinkedRole("AWSServiceRoleForEC2Spot"),
        _ => LaunchedBy.Caller,
    };

    /// <summary>The launches of a resource of a type that has no reader of its own.</summary>
    /// <exception cref="ConfigException">Something in it is wrong.</exception>
    public IEnumerable<DeclaredLaunch> Of(TerraformResource resource)
    {
        var (type, address) = (resource.Type, resource.Address);
        if (TerraformLaunchers.ByType.TryGetValue(type, out var launcher))
        {
            return Launches(launcher, resource);
        }

        var what = TerraformLaunchers.Contents.TryGetValue(type, out var contents) ? $"{address}, {contents},"
            : type.StartsWith(AwsCc, StringComparison.Ordinal) ? $"{address}, of the provider awscc, which is not read,"
            : $"{address}, of a type that is not known here and has {LaunchLike.MemberOf(resource.Values)},";
        return [ClosedLaunch.Of(address, type, resource.Values.Position, what) with { Exists = resource.Exists }];
    }

    /// <summary>An <c>aws_autoscaling_group</c>. One with a launch configuration of the plan launches nothing besides it.</summary>
    public IEnumerable<DeclaredLaunch> Group(TerraformResource resource)
    {
        if (resource.Block("launch_template") is not null || resource.Block("mixed_instances_policy") is not null)
        {
            return Launches(TerraformLaunchers.Group, resource);
        }

        var name = resource.Values.TextOf("launch_configuration");
        var isHere = name is null ? resource.Expression("launch_configuration")?["references"] is { Items: [var first, ..] } && first.Text.StartsWith("aws_launch_configuration.", StringComparison.Ordinal)
            : configurations.Any(r => r.Values.TextOf("name") == name || r.Values.TextOf("id") == name);
        return isHere ? [] : [ClosedLaunch.Of(resource.Address, resource.Type, resource.Values.Position, "the launch configuration of " + resource.Address) with { Exists = resource.Exists }];
    }

    private IEnumerable<DeclaredLaunch> Launches(Launcher launcher, TerraformResource resource)
    {
        var values = new TerraformLauncherValues(resource);
        if (!LauncherReader.Launches(launcher, values))
        {
            return [];
        }

        DeclaredLaunch[] all =
        [
            .. LauncherReader.Templates(launcher, values, out var unknown).Select(t => Launch(launcher, resource, values, t, null)),
            .. (launcher.Specifications is { } path ? values.At(null, path, out _) : []).Select(s => Declared(launcher, resource, Specification(s), new OpenMembers(), null)),
        ];
        return all is [] ? [Launch(launcher, resource, values, null, unknown)]
            : all is [_] ? all
            : all.Select((l, i) => l with { Name = $"{l.Name}[{i}]" });
    }

    private DeclaredLaunch Launch(Launcher launcher, TerraformResource resource, TerraformLauncherValues values, (string Path, int Index, ConfigNode Node)? specification, Unknown? template)
    {
        var open = new OpenMembers();
        if (template is not null)
        {
            open.Add("LaunchTemplate", template with { Words = "the launch template " + template.Words });
        }

        var (options, openOptions) = LauncherReader.Options(launcher, values);
        foreach (var (option, unknown) in openOptions)
        {
            open.Add(option, unknown);
        }

        var (name, version, found) = specification is { } one ? templates.Of(resource, one.Node, values.TrailOf(one.Path, one.Index), open) : (null, null, null);
        var image = LauncherReader.Image(launcher, values);
        if (image is null && specification is null && template is null)
        {
            open.Add("ImageId", LauncherReader.ChosenImage(launcher, resource.Address));
        }

        return Declared(launcher, resource, new RunInstancesRequest
        {
            ImageId = image,
            MetadataOptions = options,
            LaunchTemplate = name,
            LaunchTemplateVersion = version,
            Tags = launcher.TagKey is { } key ? InstanceDescription.NoTags.Add(key, "true") : launcher.PropagatesTags ? TerraformTags.OfGroup(resource, open) : null,
        }, open, found);
    }

    private static DeclaredLaunch Declared(Launcher launcher, TerraformResource resource, RunInstancesRequest request, OpenMembers open, TerraformResource? template)
    {
        var hasTemplate = request.LaunchTemplate is not null || open.All.ContainsKey("LaunchTemplate");
        return new DeclaredLaunch
        {
            Name = resource.Address,
            Kind = resource.Type,
            Position = resource.Values.Position,
            Action = TerraformLaunches.Word(resource.Change.Action),
            Request = request,
            Open = open.All,

            // A group that stays launches otherwise when its template changes.
            Exists = resource.Exists && template is null or { Exists: true },
            OptionWords = LauncherReader.Words(launcher, request.MetadataOptions),
            AddsTags = true,
            By = hasTemplate ? launcher.ByWithTemplate ?? launcher.By : launcher.By,
            Rest = LauncherReader.Rest(launcher, hasTemplate),
        };
    }

    private static RunInstancesRequest Specification(ConfigNode values) => new()
    {
        ImageId = values.TextOf("ami"),
        InstanceType = values.TextOf("instance_type"),
        KeyPair = values.TextOf("key_name") is { } key ? KeyPairMapper.OfName(key) : null,
        Tags = values["tags"] is { Kind: ConfigKind.Object } tags ? InstanceDescription.NoTags.SetItems(tags.Members.Select(static m => KeyValuePair.Create(m.Name, m.Value.Text))) : null,
    };
}
