using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Iac.AwsCli;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;
using FakeImds.Iac.Options;
using FakeImds.Iac.Plan;

namespace FakeImds.Iac.Kubernetes;

/// <summary>The node groups of eksctl's <c>ClusterConfig</c>, with the launch template that eksctl makes for each (docs/fidelity.md#eksctl).</summary>
internal static class EksctlCluster
{
    private const string DisableV1 = "disableIMDSv1";
    private const string DisablePods = "disablePodIMDS";
    private const int HopLimit = 2;
    private const int HopLimitWithoutPods = 1;

    public static bool IsOne(ConfigNode node) =>
        node["kind"]!.Text is "ClusterConfig" && node["apiVersion"]!.Text.StartsWith("eksctl.io/", StringComparison.Ordinal);

    /// <exception cref="ConfigException">A node group without a name, or a value that eksctl does not take.</exception>
    public static DeclaredFile Read(DeclaredFile file, ConfigNode node)
    {
        var metadata = node["metadata"];
        var cluster = metadata?.TextOf("name");
        var launches = Groups(node, "nodeGroups").Select(g => Group(g, cluster, "eksctl nodeGroup") with { By = LaunchedBy.AutoScaling })
            .Concat(Groups(node, "managedNodeGroups").Select(g => Group(g, cluster, "eksctl managedNodeGroup") with { By = LaunchedBy.NodeGroup }));
        return file with { Launches = file.Launches.AddRange(launches), Region = file.Region ?? metadata?.TextOf("region") };
    }

    private static IReadOnlyList<ConfigNode> Groups(ConfigNode node, string name) => node[name] switch
    {
        null or { Kind: ConfigKind.Null } => [],
        { Kind: ConfigKind.List } list => list.Items,
        var other => throw other.Error($"{other.Path} is no list; a list of node groups is allowed"),
    };

    private static DeclaredLaunch Group(ConfigNode group, string? cluster, string kind)
    {
        var name = group.TextOf("name") ?? throw group.Error($"{group.Path} has no name; give it one");
        var template = group["launchTemplate"] is { Kind: ConfigKind.Object } own ? own : null;
        var launch = new DeclaredLaunch
        {
            Name = name,
            Kind = kind,
            Position = group.Position,
            Request = new RunInstancesRequest
            {
                ImageId = group.TextOf("ami") is { } ami && ami.StartsWith("ami-", StringComparison.Ordinal) ? ami : null,
                InstanceType = group.TextOf("instanceType"),
                KeyPair = group["ssh"]?.TextOf("publicKeyName") is { } key ? KeyPairMapper.OfName(key) : null,
                Tags = Tags(group["tags"], cluster),
            },
        };
        return template is not null ? FromTemplate(launch, group, template) : OfItsOwn(launch, group);
    }

    private static DeclaredLaunch FromTemplate(DeclaredLaunch launch, ConfigNode group, ConfigNode template)
    {
        if ((Flag(group, DisableV1) is true ? group[DisableV1] : Flag(group, DisablePods) is true ? group[DisablePods] : null) is { } both)
        {
            throw both.Error($"{both.Path} is true beside a launchTemplate, which eksctl refuses; one of them is allowed");
        }

        return launch with { Request = launch.Request with { LaunchTemplate = template.Required("id").Text, LaunchTemplateVersion = template.TextOf("version") } };
    }

    private static DeclaredLaunch OfItsOwn(DeclaredLaunch launch, ConfigNode group)
    {
        var (disablesV1, disablesPods) = (Flag(group, DisableV1), Flag(group, DisablePods));
        var options = new MetadataOptions
        {
            HttpTokens = (disablesV1 ?? true) || disablesPods is true ? HttpTokens.Required : HttpTokens.Optional,
            HttpPutResponseHopLimit = disablesPods is true ? HopLimitWithoutPods : HopLimit,
        };
        return launch with
        {
            Request = launch.Request with { MetadataOptions = options },
            OptionWords = OptionWords.None
                .Add("HttpTokens", Words(disablesV1 is not null ? DisableV1 : disablesPods is true ? DisablePods : null))
                .Add("HttpPutResponseHopLimit", Words(disablesPods is true ? DisablePods : null)),
            Notes = disablesV1 is null && disablesPods is not true
                ? [new Note(group.Position, $"{launch.Name} does not set {DisableV1}: eksctl requires tokens then since 0.143, releases before leave them optional")]
                : [],
        };
    }

    private static string Words(string? member) => $"launch template (eksctl, {member ?? "its default"})";

    private static bool? Flag(ConfigNode group, string name) => group[name] switch
    {
        null or { Kind: ConfigKind.Null } => null,
        { Kind: ConfigKind.Boolean } flag => flag.Text is "true",
        var other => throw other.Error($"{other.Path} is '{ShortValue.Of(other.Text)}'; true or false is allowed"),
    };

    // eksctl gives its nodes this tag, whose key can't be shown in metadata.
    private static ImmutableSortedDictionary<string, string> Tags(ConfigNode? map, string? cluster)
    {
        var tags = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        tags = tags.SetItems((map?.Members ?? []).Select(static m => KeyValuePair.Create(m.Name, m.Value.Text)));
        return cluster is null ? tags : tags.SetItem($"kubernetes.io/cluster/{cluster}", "owned");
    }
}
