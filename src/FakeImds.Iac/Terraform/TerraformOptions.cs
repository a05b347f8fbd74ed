using FakeImds.Ec2;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;
using FakeImds.Iac.Options;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Terraform;

/// <summary>Reads the blocks <c>metadata_options</c>.</summary>
internal static class TerraformOptions
{
    private const string Block = "metadata_options";

    private static readonly (string Name, string Member)[] s_options =
    [
        ("http_tokens", "HttpTokens"), ("http_put_response_hop_limit", "HttpPutResponseHopLimit"), ("http_endpoint", "HttpEndpoint"),
        ("http_protocol_ipv6", "HttpProtocolIpv6"), ("instance_metadata_tags", "InstanceMetadataTags"),
    ];

    /// <summary>The options after apply; null without any.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="open">Gets those that are known only after apply. What no configuration sets is computed by AWS, and is not sent.</param>
    /// <exception cref="ConfigException">A value that EC2 does not take.</exception>
    public static MetadataOptions? Read(TerraformResource resource, OpenMembers open)
    {
        var isConfigured = resource.Expression(Block) is not null;
        if (resource.IsUnknown(Block))
        {
            if (isConfigured)
            {
                open.Add("MetadataOptions", resource.Unknown(Block));
            }
        }
        else
        {
            var values = resource.Block(Block);
            foreach (var (name, member) in s_options)
            {
                // A dynamic block is in no configuration: what it leaves open may be set or not.
                if (resource.IsUnknown(Block, name) && values?.TextOf(name) is null && (!isConfigured || resource.Expression(Block, name) is not null))
                {
                    open.Add(member, resource.Unknown(Block, name));
                }
            }
        }

        foreach (var member in resource.Block(Block)?.Members ?? [])
        {
            if (member.Value.Kind is not ConfigKind.Null && !Array.Exists(s_options, o => o.Name == member.Name))
            {
                open.Add(Reading<object>.OtherOption + member.Name, new Unknown(member.Name, member.Name));
            }
        }

        return Of(resource.Values);
    }

    /// <summary>The options of some values; null without any.</summary>
    /// <exception cref="ConfigException">A value that EC2 does not take.</exception>
    public static MetadataOptions? Of(ConfigNode? values) => values?[Block] switch
    {
        null or { Kind: ConfigKind.Null } or { Kind: ConfigKind.List, Items: [] } or { Kind: ConfigKind.List, Items: [{ Kind: ConfigKind.Null }, ..] } => null,
        { Kind: ConfigKind.List, Items: [{ Kind: ConfigKind.Object } first, ..] } => new OptionReader(OptionNames.Terraform).Options(first),
        var other => throw other.Error($"{other.Path} is {(other.Kind is ConfigKind.Object or ConfigKind.List ? "no list of blocks" : $"'{ShortValue.Of(other.Text)}'")}; a list of blocks is allowed"),
    };
}
