using System.Collections.Immutable;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Plan;
using FakeImds.Iac.Policies;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.CloudFormation;

/// <summary>Reads CloudFormation templates: what they launch, and the policies in them (docs/fidelity.md#cloudformation).</summary>
internal sealed class CloudFormationFile
{
    private const string Serverless = "AWS::Serverless-2016-10-31";
    private const string NestedStack = "AWS::CloudFormation::Stack";

    private readonly string _path;
    private readonly ConfigNode _template;
    private readonly StackParameters _given;
    private readonly StackLaunches _launches;

    private CloudFormationFile(string path, ConfigNode template, StackParameters parameters)
    {
        _path = path;
        _template = template;
        _given = parameters;
        _launches = new StackLaunches(template, parameters);
    }

    public static bool IsOne(ConfigNode document) => document["AWSTemplateFormatVersion"] is not null
        || (document["Resources"] is { Kind: ConfigKind.Object } resources && resources.Members.Any(static m => m.Value.TextOf("Type")?.Contains("::", StringComparison.Ordinal) is true));

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
        foreach (var macro in Macros())
        {
            builder.Notes.Add(new Note(macro.Position, $"the transform {macro.Text} is not applied: what it would add or change is not looked at"));
        }

        foreach (var (name, position, resource) in resources.Members)
        {
            if (resource.TextOf("Type") is { } type)
            {
                Add(builder, name, position, type, resource);
            }
            else
            {
                builder.Notes.Add(new Note(position, $"{name} has no Type and is not looked at"));
            }
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
                builder.Add(_launches.Group(name, position, resource));
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
            case NestedStack when _launches.MayBeMade(resource):
                builder.Notes.Add(new Note(position, $"{name} is a nested stack ({NestedStack}): what its own template launches is part of this deployment and is not looked at; give that template as a file of its own"));
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

    private IEnumerable<ConfigNode> Macros()
    {
        var transform = _template["Transform"];
        var all = transform is null ? [] : transform.Kind is ConfigKind.List ? transform.Items : [transform];
        return all.Where(static t => t.Kind is ConfigKind.String && t.Text is not Serverless);
    }
}
