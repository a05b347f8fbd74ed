using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Iac.AwsCli;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;
using FakeImds.Iac.Plan;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.CloudFormation;

/// <summary>
/// Reads the properties that instances, launch templates and launch configurations have in common, in one world, and keeps which of them
/// are open there.
/// </summary>
internal sealed class StackLaunchData(StackEvaluator evaluator, StackParameters given)
{
    // EC2's names, EKS', and those of AWS PCS.
    private static readonly string[] s_templateNames = ["LaunchTemplateId", "LaunchTemplateName", "Id", "TemplateId", "Name"];

    private readonly OpenMembers _open = new();
    private Ec2Error? _refusal;

    /// <summary>Evaluates in the same world.</summary>
    public StackEvaluator Evaluator => evaluator;

    /// <summary>What was read, with the members that turned out to be open.</summary>
    public Reading<T> Read<T>(T value) => new(value) { Open = _open.All, Refusal = _refusal };

    /// <summary>The launch of an <c>AWS::EC2::Instance</c>.</summary>
    public RunInstancesRequest Instance(ConfigNode? properties)
    {
        var (template, version) = Template(properties, "LaunchTemplate");
        var launch = Launch(properties, areOld: false) with { LaunchTemplate = template, LaunchTemplateVersion = version, Tags = Tags(properties, "Tags") };
        return evaluator.Aside(() => StackLaunch.Instance(evaluator, properties, launch));
    }

    /// <summary>The launch of an <c>AWS::AutoScaling::LaunchConfiguration</c>.</summary>
    public RunInstancesRequest Configuration(ConfigNode? properties)
    {
        var launch = Launch(properties, areOld: true);
        return evaluator.Aside(() => StackLaunch.Configuration(evaluator, properties, launch));
    }

    /// <summary>What the <c>LaunchTemplateData</c> of a launch template says.</summary>
    public LaunchTemplateData TemplateData(ConfigNode? content)
    {
        var profile = Member(content, "IamInstanceProfile");
        var version = new LaunchTemplateData
        {
            ImageId = Image(content),
            InstanceType = Known(content, "InstanceType"),
            MetadataOptions = Options(content),
            KeyPair = Key(content),
            InstanceProfile = Profile(Known(profile, "Arn") ?? Known(profile, "Name")),
            UserData = UserData(content),
            Tags = InstanceTags(content),
        };
        return evaluator.Aside(() => StackLaunch.Template(evaluator, content, version));
    }

    /// <summary>The metadata options; null without any.</summary>
    /// <exception cref="ConfigException">An unknown option, or a value that EC2 does not take.</exception>
    public MetadataOptions? Options(ConfigNode? properties, bool areOld = false) => StackOptions.Read(evaluator, properties, areOld, _open);

    /// <summary>The image's id; null when there is none or it is open.</summary>
    public string? Image(ConfigNode? properties)
    {
        try
        {
            var text = evaluator.Text(properties, "ImageId");
            if (text is null || text.StartsWith("ami-", StringComparison.Ordinal) || text.StartsWith("resolve:ssm:", StringComparison.Ordinal))
            {
                return text;
            }

            _open.Add("ImageId", new Unknown(text, ShortValue.Of(text)));
        }
        catch (UnresolvedException e)
        {
            _open.Add("ImageId", evaluator.OpenIn(properties?["ImageId"], e.Unknown));
        }

        return null;
    }

    /// <summary>The launch template that a specification names, and its version; nulls when there is none or it is open.</summary>
    public (string? Template, string? Version) Template(ConfigNode? properties, string member)
    {
        try
        {
            return Template(evaluator.Object(properties, member));
        }
        catch (UnresolvedException e)
        {
            return OpenTemplate(evaluator.OpenIn(properties?[member], e.Unknown));
        }
    }

    /// <summary>The launch template of a specification, in the names of EC2 or of another service, and its version; nulls when there is none or it is open.</summary>
    public (string? Template, string? Version) Template(ConfigNode? specification)
    {
        if (specification is { Kind: not ConfigKind.Object })
        {
            throw specification.Error($"{specification.Path} is '{ShortValue.Of(specification.Text)}'; an object is allowed");
        }

        try
        {
            return s_templateNames.Select(n => evaluator.Text(specification, n)).FirstOrDefault(static t => t is not null) is { } name ? (name, Version(specification)) : (null, null);
        }
        catch (UnresolvedException e)
        {
            return OpenTemplate(evaluator.OpenIn(s_templateNames.Select(n => specification?[n]).FirstOrDefault(static n => n is not null), e.Unknown));
        }
    }

    /// <summary>Whether there is a launch template that nobody knows.</summary>
    public bool HasOpenTemplate => _open.All.ContainsKey("LaunchTemplate");

    /// <summary>Whether there is an image that nobody knows.</summary>
    public bool HasOpenImage => _open.All.ContainsKey("ImageId");

    /// <summary>A launch specification of a Spot Fleet, which has no metadata options.</summary>
    public RunInstancesRequest Specification(ConfigNode specification)
    {
        var profile = Member(specification, "IamInstanceProfile");
        return new RunInstancesRequest
        {
            ImageId = Image(specification),
            InstanceType = Known(specification, "InstanceType"),
            KeyPair = Key(specification),
            InstanceProfile = Profile(Known(profile, "Arn") ?? Known(profile, "Name")),
            UserData = UserData(specification),
            Tags = InstanceTags(specification),
        };
    }

    /// <summary>Adds open members to those of the reading.</summary>
    public void AddOpen(ImmutableSortedDictionary<string, Unknown> open)
    {
        foreach (var (name, unknown) in open)
        {
            _open.Add(name, unknown);
        }
    }

    private (string? Template, string? Version) OpenTemplate(Unknown open)
    {
        _open.Add("LaunchTemplate", open with { Words = "the launch template " + open.Words });
        return (null, null);
    }

    /// <summary>A text that no option depends on; null when it is absent or open.</summary>
    public string? Known(ConfigNode? properties, string name) => Aside(name, () => evaluator.Text(properties, name));

    /// <summary>An object that no option depends on; null when it is absent or open.</summary>
    public ConfigNode? Member(ConfigNode? properties, string name) => Aside(name, () => evaluator.Member(properties, name));

    /// <summary>The items of a list that no option depends on.</summary>
    public IReadOnlyList<ConfigNode> Items(ConfigNode? properties, string member) =>
        Aside(member is "Tags" or "TagSpecifications" ? "TagKeys" : member, () => evaluator.Items(properties, member).ToArray()) ?? [];

    /// <summary>The tags whose key and value are known; the others' keys are open members <c>Tags.KEY</c>.</summary>
    public ImmutableSortedDictionary<string, string>? Tags(ConfigNode? properties, string member, Func<ConfigNode, bool>? counts = null)
    {
        ImmutableSortedDictionary<string, string>? result = null;
        foreach (var tag in Items(properties, member).Where(t => counts?.Invoke(t) ?? true))
        {
            var key = Known(tag, "Key");
            var value = Known(tag, "Value");
            var openValue = _open.Take("Value");
            if (key is not null && openValue is not null)
            {
                _open.Add("Tags." + key, openValue);
            }
            else if (key is not null)
            {
                result = (result ?? ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)).SetItem(key, value ?? "");
            }
            else if (_open.Take("Key") is { } name)
            {
                _open.Add("TagKeys", name);
            }
        }

        return result;
    }

    private RunInstancesRequest Launch(ConfigNode? properties, bool areOld) => new()
    {
        ImageId = Image(properties),
        InstanceType = Known(properties, "InstanceType"),
        MetadataOptions = Options(properties, areOld),
        KeyPair = Key(properties),
        InstanceProfile = Profile(Known(properties, "IamInstanceProfile")),
        UserData = UserData(properties),
    };

    private ImmutableSortedDictionary<string, string>? InstanceTags(ConfigNode? data)
    {
        ImmutableSortedDictionary<string, string>? result = null;
        foreach (var specification in Items(data, "TagSpecifications").Where(s => Known(s, "ResourceType") is "instance"))
        {
            var tags = Tags(specification, "Tags");
            result = result is null || tags is null ? result ?? tags : result.SetItems(tags);
        }

        return result;
    }

    private ImmutableArray<byte>? UserData(ConfigNode? properties)
    {
        if (Known(properties, "UserData") is not { } text)
        {
            return null;
        }

        var bytes = new byte[text.Length];
        if (Convert.TryFromBase64String(text, bytes, out var length))
        {
            return [.. bytes.AsSpan(0, length)];
        }

        _refusal = LaunchRefusals.UserData;
        return null;
    }

    private KeyPair? Key(ConfigNode? properties) => Known(properties, "KeyName") is { } name ? KeyPairMapper.OfName(name) : null;

    private InstanceProfile? Profile(string? nameOrArn) => ProfileMapper.Of(nameOrArn, given.AccountId, given.Region);

    private T? Aside<T>(string name, Func<T?> evaluate)
        where T : class
    {
        try
        {
            return evaluator.Aside(evaluate);
        }
        catch (ConfigException e)
        {
            _open.Add(name, e is UnresolvedException { Unknown: var unknown } ? unknown : new Unknown(e.Message, name));
            return null;
        }
    }

    private string? Version(ConfigNode? specification)
    {
        try
        {
            return evaluator.Text(specification, "Version");
        }
        catch (UnresolvedException e)
        {
            _open.Add("LaunchTemplateVersion", evaluator.OpenIn(specification?["Version"], e.Unknown));
            return null;
        }
    }
}
