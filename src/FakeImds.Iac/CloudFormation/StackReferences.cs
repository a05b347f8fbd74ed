using FakeImds.Ec2;
using FakeImds.Iac.AwsCli;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.CloudFormation;

/// <summary>What <c>Ref</c> and <c>Fn::GetAtt</c> refer to: parameters, pseudo parameters and the few resources whose identity matters here.</summary>
internal sealed class StackReferences(ConfigNode template, StackParameters given, ParameterUse use)
{
    public const string LaunchTemplateType = "AWS::EC2::LaunchTemplate";

    private const string InstanceProfileType = "AWS::IAM::InstanceProfile";

    /// <summary>The value; null for <c>AWS::NoValue</c>.</summary>
    /// <param name="name">What is referred to.</param>
    /// <param name="world">Where a parameter without a value may be one or the other; null where nothing may be taken for granted.</param>
    /// <param name="known">The world as it is so far.</param>
    /// <exception cref="ConfigException">There is no such thing, or it is not known.</exception>
    public ConfigNode? Ref(ConfigNode name, World? world, World? known)
    {
        if (template["Parameters"]?[name.Text] is { Kind: ConfigKind.Object } parameter)
        {
            return Parameter(name, parameter, world, known);
        }

        var pseudo = name.Text switch
        {
            "AWS::Region" => given.Region,
            "AWS::AccountId" => given.AccountId,
            "AWS::Partition" => RegionNames.Partition(given.Region),
            "AWS::URLSuffix" => RegionNames.Domain(given.Region),
            "AWS::StackName" => "stack",
            _ => null,
        };
        return name.Text is "AWS::NoValue" ? null
            : pseudo is not null ? Leaf(name, pseudo)
            : name.Text.StartsWith("AWS::", StringComparison.Ordinal) ? throw new UnresolvedException(name, name.Text)
            : Resource(name, name.Text);
    }

    /// <summary>A pseudo parameter that nobody told and that has a value all the same, for texts in which it decides nothing; null for anything else.</summary>
    public Unknown? Assumed(ConfigNode node) => node is not { Kind: ConfigKind.Object, Members: [{ Name: "Ref", Value: { Kind: ConfigKind.String } name }] } ? null : name.Text switch
    {
        "AWS::AccountId" when !given.IsAccountGiven => new Unknown(name.Text, "the account's id"),
        "AWS::Region" or "AWS::Partition" or "AWS::URLSuffix" when !given.IsRegionGiven => new Unknown(name.Text, name.Text is "AWS::Region" ? "the Region" : name.Text) { Hint = "give --region" },
        "AWS::StackName" => new Unknown(name.Text, "the stack's name"),
        _ => null,
    };

    /// <summary>The attribute of a resource.</summary>
    /// <exception cref="ConfigException">There is no such resource, or only AWS knows it.</exception>
    public ConfigNode GetAtt(ConfigNode argument)
    {
        var text = argument.Kind is ConfigKind.List ? string.Join('.', argument.Items.Select(static i => i.Text)) : argument.Text;
        if (text.Split('.', 2) is not [var resource, var attribute] || template["Resources"]?[resource] is not { } found)
        {
            throw argument.Error($"{argument.Path} is '{ShortValue.Of(text)}'; RESOURCE.ATTRIBUTE of the template is allowed");
        }

        return (found.TextOf("Type"), attribute) switch
        {
            (LaunchTemplateType, "LatestVersionNumber" or "DefaultVersionNumber") => Leaf(argument, "1"),
            (LaunchTemplateType, "LaunchTemplateId") => Leaf(argument, CliTemplates.MadeUpId(resource)),
            (InstanceProfileType, "Arn") => Leaf(argument, $"arn:{RegionNames.Partition(given.Region)}:iam::{given.AccountId}:instance-profile/{ProfileName(resource, found)}"),
            _ => throw new UnresolvedException(argument, $"Fn::GetAtt {text}"),
        };
    }

    private ConfigNode Resource(ConfigNode name, string resource)
    {
        var found = template["Resources"]?[resource];
        return found?.TextOf("Type") switch
        {
            null => throw name.Error($"{name.Path} refers to '{resource}'; a parameter or a resource of the template is allowed{NearestName.Hint(resource, Names())}"),
            LaunchTemplateType => Leaf(name, CliTemplates.MadeUpId(resource)),
            InstanceProfileType => Leaf(name, ProfileName(resource, found)),
            _ => throw new UnresolvedException(name, $"Ref {resource}"),
        };
    }

    private ConfigNode Parameter(ConfigNode name, ConfigNode parameter, World? world, World? known)
    {
        var type = parameter.TextOf("Type") ?? "String";
        var isSsm = type.StartsWith("AWS::SSM::Parameter::Value", StringComparison.Ordinal);
        if (!given.Values.TryGetValue(name.Text, out var text))
        {
            text = parameter["Default"] is { Kind: not (ConfigKind.Object or ConfigKind.List or ConfigKind.Null) } byDefault ? byDefault.Text
                : isSsm ? throw new UnresolvedException(name, NoValue(name.Text, parameter))
                : WithoutValue(name, parameter, world, known);
        }

        // The value of such a parameter is the name of one in Systems Manager; a tool may have put its value in place of it.
        if (isSsm && (text.StartsWith('/') || !given.Values.ContainsKey(name.Text)))
        {
            throw new UnresolvedException(name, new Unknown($"SSM parameter {text}", $"the SSM parameter {ShortValue.Of(text)}") { SsmParameter = text });
        }

        if (!isSsm && parameter["AllowedValues"] is { Items: { Count: > 0 } allowed } && allowed.All(a => a.Text != text))
        {
            throw new ConfigException(parameter.Position, $"parameter {name.Text} is '{ShortValue.Of(text)}'; {AllowedWords.Of([.. allowed.Select(static a => a.Text)])} is allowed");
        }

        if (type is not "CommaDelimitedList" && !type.StartsWith("List<", StringComparison.Ordinal))
        {
            return Leaf(name, text);
        }

        var list = new ConfigNode(ConfigKind.List, name.Position, name.Path);
        foreach (var item in text.Split(',', StringSplitOptions.TrimEntries))
        {
            list.Add(Leaf(name, item));
        }

        return list;
    }

    private string WithoutValue(ConfigNode name, ConfigNode parameter, World? world, World? known)
    {
        var unknown = NoValue(name.Text, parameter);
        var text = known?.Known(unknown.Key)
            ?? (world is not null && use.Alternatives(name.Text, parameter) is { } alternatives ? world.Choose(unknown, alternatives) : ParameterUse.Other);
        return text is ParameterUse.Other ? throw new UnresolvedException(name, unknown) : text;
    }

    private static Unknown NoValue(string name, ConfigNode parameter) =>
        new($"{parameter.Position.File}: parameter {name}", $"parameter {name}") { Hint = $"it has no value; give --parameter {name}=VALUE" };

    private IEnumerable<string> Names() =>
        (template["Parameters"]?.Members ?? []).Concat(template["Resources"]?.Members ?? []).Select(static m => m.Name);

    private static string ProfileName(string resource, ConfigNode found) =>
        found["Properties"]?["InstanceProfileName"] is { Kind: ConfigKind.String, Text: { Length: > 0 } name } ? name : resource;

    private static ConfigNode Leaf(ConfigNode at, string text) => new(ConfigKind.String, at.Position, at.Path, text);
}
