using System.Collections.Immutable;
using System.Text;
using FakeImds.Ec2;
using FakeImds.Iac.AwsCli;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;
using FakeImds.Iac.Options;

namespace FakeImds.Iac.CloudFormation;

/// <summary>Reads the properties that instances, launch templates and launch configurations have in common.</summary>
internal sealed class StackLaunchData(StackEvaluator evaluator, StackParameters given)
{
    private static readonly string[] s_options = ["HttpTokens", "HttpPutResponseHopLimit", "HttpEndpoint", "HttpProtocolIpv6", "InstanceMetadataTags"];
    private static readonly string[] s_oldOptions = ["HttpTokens", "HttpPutResponseHopLimit", "HttpEndpoint"];

    /// <summary>The metadata options; null without any.</summary>
    /// <exception cref="ConfigException">An unknown option, or a value that EC2 does not take.</exception>
    public MetadataOptions? Options(ConfigNode? properties, bool areOld = false)
    {
        if (evaluator.Deep(evaluator.Member(properties, "MetadataOptions")) is not { } node)
        {
            return null;
        }

        var allowed = areOld ? s_oldOptions : s_options;
        if (node.Members.FirstOrDefault(m => !allowed.Contains(m.Name)) is { } unknown)
        {
            throw new ConfigException(unknown.Position, $"unknown member '{unknown.Name}' in {node.Path}{(NearestName.Hint(unknown.Name, allowed) is { Length: > 0 } hint ? hint : "; allowed: " + string.Join(", ", allowed))}");
        }

        return new OptionReader(OptionNames.Ec2).Options(node);
    }

    /// <summary>The image's id, or else how the template writes it.</summary>
    public (string? Id, string? Expression) Image(ConfigNode? properties)
    {
        try
        {
            var text = evaluator.Text(properties, "ImageId");
            return text is null || text.StartsWith("ami-", StringComparison.Ordinal) ? (text, null) : (null, text);
        }
        catch (UnresolvedException e)
        {
            return (null, e.Expression);
        }
    }

    /// <summary>A text that no option depends on; null when it is absent or only AWS knows it.</summary>
    public string? Known(ConfigNode? properties, string name)
    {
        try
        {
            return evaluator.Text(properties, name);
        }
        catch (UnresolvedException)
        {
            return null;
        }
    }

    public ImmutableArray<byte>? UserData(ConfigNode? properties)
    {
        if (Known(properties, "UserData") is not { } text)
        {
            return null;
        }

        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? [.. bytes.AsSpan(0, length)] : [.. Encoding.UTF8.GetBytes(text)];
    }

    public ImmutableSortedDictionary<string, string>? Tags(IEnumerable<ConfigNode> tags)
    {
        ImmutableSortedDictionary<string, string>? result = null;
        foreach (var tag in tags)
        {
            if (Known(tag, "Key") is { } key && Known(tag, "Value") is { } value)
            {
                result = (result ?? ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)).SetItem(key, value);
            }
        }

        return result;
    }

    public KeyPair? Key(ConfigNode? properties) => Known(properties, "KeyName") is { } name ? KeyPairMapper.OfName(name) : null;

    public InstanceProfile? Profile(string? nameOrArn) => ProfileMapper.Of(nameOrArn, given.AccountId, given.Region);
}
