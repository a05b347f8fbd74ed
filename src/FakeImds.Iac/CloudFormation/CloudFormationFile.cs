using System.Collections.Immutable;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Launchers;
using FakeImds.Iac.Plan;
using FakeImds.Iac.Policies;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.CloudFormation;

/// <summary>Reads CloudFormation templates: what they launch, and the policies in them (docs/fidelity.md#cloudformation).</summary>
internal sealed class CloudFormationFile
{
    private const string Transform = "Fn::Transform";

    private readonly string _path;
    private readonly ConfigNode _template;
    private readonly StackParameters _given;
    private readonly StackLaunches _launches;
    private readonly StackLaunchers _launchers;

    private CloudFormationFile(string path, ConfigNode template, StackParameters parameters)
    {
        _path = path;
        _template = WithoutLoops(template, parameters);
        _given = parameters;
        _launches = new StackLaunches(_template, parameters);
        _launchers = new StackLaunchers(_template, _launches);
    }

    public static bool IsOne(ConfigNode document) => document["AWSTemplateFormatVersion"] is not null
        || (document["Resources"] is { Kind: ConfigKind.Object } resources
            && resources.Members.Any(static m => m.Value.TextOf("Type")?.Contains("::", StringComparison.Ordinal) is true || m.Name is Transform || m.Name.StartsWith(ForEachLoops.Prefix, StringComparison.Ordinal)));

    /// <summary>The names of a template's parameters.</summary>
    public static IEnumerable<string> ParameterNames(ConfigNode document) => (document["Parameters"]?.Members ?? []).Select(static m => m.Name);

    /// <exception cref="ConfigException">Something in the template is wrong.</exception>
    public static DeclaredFile Read(string path, ConfigNode document, StackParameters parameters) => new CloudFormationFile(path, document, parameters).Read();

    private DeclaredFile Read()
    {
        if (_template["Resources"] is not { Kind: ConfigKind.Object } resources)
        {
            throw _template.Error("the template has no object Resources; give it one");
        }

        var builder = new DeclaredFileBuilder();
        foreach (var (name, position, resource) in resources.Members)
        {
            if (resource.TextOf("Type") is { } type)
            {
                Add(builder, name, position, type, resource);
            }
            else if (name is Transform)
            {
                builder.Add(ClosedLaunch.Of(StackTransforms.NameOf(resource), Transform, position, $"what the transform {StackTransforms.NameOf(resource)} adds"));
            }
            else if (name.StartsWith(ForEachLoops.Prefix, StringComparison.Ordinal))
            {
                builder.Add(ClosedLaunch.Of(name[ForEachLoops.Prefix.Length..], "Fn::ForEach", position, $"the loop {name[ForEachLoops.Prefix.Length..]}, whose collection is not known,"));
            }
            else
            {
                builder.Notes.Add(new Note(position, $"{name} has no Type and is not looked at"));
            }
        }

        foreach (var (name, position) in StackTransforms.Unknown(_template))
        {
            builder.Add(ClosedLaunch.Of(name, "transform", position, $"what the transform {name} makes of the template"));
        }

        return builder.ToFile(new DeclaredFile { Path = _path, IsWhole = true });
    }

    private void Add(DeclaredFileBuilder builder, string name, ConfigPosition position, string type, ConfigNode resource)
    {
        switch (type)
        {
            case "AWS::EC2::Instance":
                builder.Add(_launches.Instance(name, position, resource));
                break;
            case "AWS::AutoScaling::LaunchConfiguration":
                builder.Add(_launches.Configuration(name, position, resource));
                break;
            case "AWS::AutoScaling::AutoScalingGroup":
                _launchers.AddGroup(builder, name, position, resource);
                break;
            case StackReferences.LaunchTemplateType:
                builder.Add(_launches.Template(name, position, resource));
                break;
            case "AWS::Organizations::Policy" when _launches.MayBeMade(resource):
                Policy(builder, name, position, resource["Properties"]);
                break;
            case "AWS::IAM::ManagedPolicy" or "AWS::IAM::Policy" when _launches.MayBeMade(resource):
                builder.Notes.Add(new Note(position, $"{name} is a policy for certain principals and is not looked at; give its document as a file of its own"));
                break;
            default:
                _launchers.Add(builder, name, position, type, resource);
                break;
        }
    }

    private void Policy(DeclaredFileBuilder builder, string name, ConfigPosition position, ConfigNode? properties)
    {
        var evaluator = _launches.In(World.First());
        try
        {
            var content = evaluator.Aside(() => evaluator.Deep(evaluator.Member(properties, "Content"))) ?? throw new ConfigException(position, $"{name} has no Content; give it one");
            var json = content.Kind is ConfigKind.Object ? content.ToJson() : content.Text;
            switch (evaluator.Aside(() => evaluator.Text(properties, "Type")))
            {
                case "SERVICE_CONTROL_POLICY":
                    builder.Policies.Add(new DeclaredPolicy(new StackLaunchData(evaluator, _given).Known(properties, "Name") ?? name, true, json, content.Position));
                    break;
                case "DECLARATIVE_POLICY_EC2":
                    builder.OrganizationPolicies.Add(new(PolicyDocuments.Inside(content, c => OrganizationPolicy.Of(c, Targets(evaluator, properties))), name, content.Position));
                    break;
            }
        }
        catch (UnresolvedException e)
        {
            builder.OpenRules.Add(e.Unknown with { Key = $"policy {name}", Words = $"the policy {name}, which depends on {e.Unknown.Words}" });
        }
    }

    // Targets that only AWS can tell leave it open what a policy is attached to.
    private static ImmutableArray<string> Targets(StackEvaluator evaluator, ConfigNode? properties)
    {
        try
        {
            return [.. evaluator.Aside(() => evaluator.Items(properties, "TargetIds").Select(t => evaluator.Deep(t)?.Text).OfType<string>().ToArray())];
        }
        catch (UnresolvedException)
        {
            return [];
        }
    }

    private static ConfigNode WithoutLoops(ConfigNode template, StackParameters parameters)
    {
        if (!ForEachLoops.AreIn(template))
        {
            return template;
        }

        if (!StackTransforms.Has(template, ForEachLoops.Transform))
        {
            throw template.Error($"the template has loops (Fn::ForEach), which need the transform {ForEachLoops.Transform}; name it in Transform");
        }

        var evaluator = new StackLaunches(template, parameters).In(World.First());
        return new ForEachLoops(Items).Unroll(template);

        IReadOnlyList<string>? Items(ConfigNode collection)
        {
            try
            {
                return evaluator.Aside(() => evaluator.Deep(collection)) is { Kind: ConfigKind.List } list ? [.. list.Items.Select(static i => i.Text)]
                    : throw collection.Error($"{collection.Path} is no list; a list is allowed");
            }
            catch (UnresolvedException)
            {
                return null;
            }
        }
    }
}
