using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Iac.AwsCli;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Options;
using FakeImds.Iac.Plan;

namespace FakeImds.Iac.Kubernetes;

/// <summary>What Karpenter launches for an <c>EC2NodeClass</c>: every option that it does not leave to EC2 has a default of its own (docs/fidelity.md#karpenter).</summary>
internal static class KarpenterNodeClass
{
    private const string Group = "karpenter.k8s.aws/";
    private const string DefaultWords = "launch request (Karpenter's default)";
    private const string GivenWords = "launch request (EC2NodeClass)";

    private static readonly OptionNames s_names = new("httpTokens", "httpPutResponseHopLimit", "httpEndpoint", "httpProtocolIPv6", "", "");

    public static bool IsOne(ConfigNode node) =>
        node["kind"]!.Text is "EC2NodeClass" && node["apiVersion"]!.Text.StartsWith(Group, StringComparison.Ordinal);

    /// <exception cref="ConfigException">An option that it does not have, or a value that it does not take.</exception>
    public static DeclaredLaunch Read(ConfigNode node)
    {
        var spec = node["spec"];
        var given = spec?["metadataOptions"] is { Kind: not ConfigKind.Null } options
            ? new OptionReader(s_names).Options(OptionMembers.Checked(options, s_names.HttpTokens, s_names.HttpPutResponseHopLimit, s_names.HttpEndpoint, s_names.HttpProtocolIpv6))
            : new MetadataOptions();
        var defaults = Defaults(isV1: node["apiVersion"]!.Text is Group + "v1");
        return new DeclaredLaunch
        {
            Name = node["metadata"]?.TextOf("name") ?? "EC2NodeClass",
            Kind = "Karpenter EC2NodeClass",
            Position = node.Position,
            By = LaunchedBy.Role("Karpenter's role"),
            OptionWords = OptionWords.Of(given, GivenWords, defaults, DefaultWords),
            Request = new RunInstancesRequest
            {
                ImageId = Image(spec),
                MetadataOptions = defaults.With(given),
                InstanceProfile = ProfileMapper.Of(spec?.TextOf("instanceProfile") ?? spec?.TextOf("role"), new Ec2AccountOptions().AccountId),
                Tags = Tags(spec?["tags"]),
            },
        };
    }

    // Version 1 keeps tags out of metadata, whatever the account's default is: its own tags have slashes in their keys.
    private static MetadataOptions Defaults(bool isV1) => new()
    {
        HttpTokens = HttpTokens.Required,
        HttpPutResponseHopLimit = isV1 ? 1 : 2,
        HttpEndpoint = OptionState.Enabled,
        HttpProtocolIpv6 = OptionState.Disabled,
        InstanceMetadataTags = isV1 ? OptionState.Disabled : null,
    };

    private static string? Image(ConfigNode? spec) =>
        spec?.ListOf("amiSelectorTerms") is [var only] && only.TextOf("id") is { } id ? id : null;

    private static ImmutableSortedDictionary<string, string>? Tags(ConfigNode? map) => map is not { Kind: ConfigKind.Object } ? null
        : map.Members.ToImmutableSortedDictionary(static m => m.Name, static m => m.Value.Text, StringComparer.Ordinal);
}
