using FakeImds.Ec2;
using FakeImds.Iac.AwsCli;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Plan;
using FakeImds.Iac.Policies;

namespace FakeImds.Iac.CloudFormation;

/// <summary>Reads CloudFormation templates: what they launch, and the policies in them (docs/fidelity.md#cloudformation).</summary>
internal sealed class CloudFormationFile
{
    private const string Serverless = "AWS::Serverless-2016-10-31";

    private readonly string _path;
    private readonly ConfigNode _template;
    private readonly StackEvaluator _evaluator;
    private readonly StackLaunchData _data;

    private CloudFormationFile(string path, ConfigNode template, StackParameters parameters)
    {
        _path = path;
        _template = template;
        _evaluator = new StackEvaluator(template, parameters);
        _data = new StackLaunchData(_evaluator, parameters);
    }

    public static bool IsOne(ConfigNode document) => document["AWSTemplateFormatVersion"] is not null
        || (document["Resources"] is { Kind: ConfigKind.Object } resources && resources.Members.Any(static m => m.Value.TextOf("Type")?.Contains("::", StringComparison.Ordinal) is true));

    /// <summary>The names of a template's parameters.</summary>
    public static IEnumerable<string> ParameterNames(ConfigNode document) => (document["Parameters"]?.Members ?? []).Select(static m => m.Name);

    /// <exception cref="ConfigException">Something in the template is wrong, or needs AWS.</exception>
    public static DeclaredFile Read(string path, ConfigNode document, StackParameters parameters) => new CloudFormationFile(path, document, parameters).Read();

    private DeclaredFile Read()
    {
        if (_template["Resources"] is not { Kind: ConfigKind.Object } resources)
        {
            throw _template.Error("the template has no object Resources; give it one");
        }

        var file = new DeclaredFile { Path = _path };
        foreach (var macro in Macros())
        {
            file = file with { Notes = file.Notes.Add(new Note(macro.Position, $"the transform {macro.Text} is not applied: what it would add or change is not looked at")) };
        }

        foreach (var (name, position, resource) in resources.Members)
        {
            if (resource.TextOf("Type") is not { } type)
            {
                file = file with { Notes = file.Notes.Add(new Note(position, $"{name} has no Type and is not looked at")) };
                continue;
            }

            if (resource["Condition"] is not { } condition || _evaluator.Condition(condition))
            {
                file = With(file, name, position, type, _evaluator.Value(resource["Properties"]));
            }
        }

        return file;
    }

    private DeclaredFile With(DeclaredFile file, string name, ConfigPosition position, string type, ConfigNode? properties) => type switch
    {
        "AWS::EC2::Instance" => file with { Launches = file.Launches.Add(Instance(name, position, type, properties, areOld: false)) },
        "AWS::AutoScaling::LaunchConfiguration" => file with { Launches = file.Launches.Add(Instance(name, position, type, properties, areOld: true)) },
        "AWS::AutoScaling::AutoScalingGroup" => Group(file, name, position, type, properties),
        StackReferences.LaunchTemplateType => file with { Templates = file.Templates.Add(LaunchTemplate(name, position, properties)) },
        "AWS::Organizations::Policy" => Policy(file, name, position, properties),
        "AWS::IAM::ManagedPolicy" or "AWS::IAM::Policy" => file with { Notes = file.Notes.Add(new Note(position, $"{name} is a policy for certain principals and is not looked at; give its document as a file of its own")) },
        _ => file,
    };

    private DeclaredLaunch Instance(string name, ConfigPosition position, string type, ConfigNode? properties, bool areOld)
    {
        var (image, expression) = _data.Image(properties);
        var template = areOld ? null : Template(properties, "LaunchTemplate");
        return new DeclaredLaunch
        {
            Name = name,
            Kind = type,
            Position = position,
            ImageExpression = expression,
            Request = Complete(properties, areOld, new RunInstancesRequest
            {
                ImageId = image,
                InstanceType = _data.Known(properties, "InstanceType"),
                MetadataOptions = _data.Options(properties, areOld),
                LaunchTemplate = template?.Name,
                LaunchTemplateVersion = template?.Version,
                KeyPair = _data.Key(properties),
                InstanceProfile = _data.Profile(_data.Known(properties, "IamInstanceProfile")),
                UserData = _data.UserData(properties),
                Tags = areOld ? null : _data.Tags(_evaluator.Items(properties, "Tags")),
            }),
        };
    }

    private RunInstancesRequest Complete(ConfigNode? properties, bool isOld, RunInstancesRequest launch) => isOld
        ? StackLaunch.Configuration(_evaluator, properties, launch) : StackLaunch.Instance(_evaluator, properties, launch);

    private DeclaredFile Group(DeclaredFile file, string name, ConfigPosition position, string type, ConfigNode? properties)
    {
        var mixed = _evaluator.Member(_evaluator.Member(properties, "MixedInstancesPolicy"), "LaunchTemplate");
        var template = Template(properties, "LaunchTemplate") ?? Template(mixed, "LaunchTemplateSpecification");
        return template is not { } found ? file : file with
        {
            Launches = file.Launches.Add(new DeclaredLaunch
            {
                Name = name,
                Kind = type,
                Position = position,
                Request = new RunInstancesRequest { LaunchTemplate = found.Name, LaunchTemplateVersion = found.Version },
            }),
        };
    }

    private Declared<LaunchTemplate> LaunchTemplate(string name, ConfigPosition position, ConfigNode? properties)
    {
        var data = _evaluator.Member(properties, "LaunchTemplateData");
        var profile = _evaluator.Member(data, "IamInstanceProfile");
        var templateName = _data.Known(properties, "LaunchTemplateName") ?? (name.Length < 3 ? "template-" + name : name);
        var version = new LaunchTemplateData
        {
            ImageId = _data.Image(data).Id,
            InstanceType = _data.Known(data, "InstanceType"),
            MetadataOptions = _data.Options(data),
            KeyPair = _data.Key(data),
            InstanceProfile = _data.Profile(_data.Known(profile, "Arn") ?? _data.Known(profile, "Name")),
            UserData = _data.UserData(data),
            Tags = _data.Tags(_evaluator.Items(data, "TagSpecifications").Where(s => _data.Known(s, "ResourceType") is "instance").SelectMany(s => _evaluator.Items(s, "Tags"))),
        };
        return new Declared<LaunchTemplate>(
            new LaunchTemplate
            {
                LaunchTemplateId = CliTemplates.MadeUpId(name),
                LaunchTemplateName = templateName,
                Versions = [new LaunchTemplateVersion(1, StackLaunch.Template(_evaluator, data, version), null, DateTimeOffset.UnixEpoch)],
            },
            name,
            position);
    }

    private (string Name, string? Version)? Template(ConfigNode? properties, string member)
    {
        var specification = _evaluator.Member(properties, member);
        var name = _evaluator.Text(specification, "LaunchTemplateId") ?? _evaluator.Text(specification, "LaunchTemplateName");
        return name is null ? null : (name, _evaluator.Text(specification, "Version"));
    }

    private DeclaredFile Policy(DeclaredFile file, string name, ConfigPosition position, ConfigNode? properties)
    {
        try
        {
            var content = _evaluator.Deep(_evaluator.Member(properties, "Content")) ?? throw new ConfigException(position, $"{name} has no Content; give it one");
            var json = content.Kind is ConfigKind.Object ? content.ToJson() : content.Text;
            return _evaluator.Text(properties, "Type") switch
            {
                "SERVICE_CONTROL_POLICY" => file with { Policies = file.Policies.Add(new DeclaredPolicy(_data.Known(properties, "Name") ?? name, true, json, content.Position)) },
                "DECLARATIVE_POLICY_EC2" => file with { DeclarativePolicy = new(DeclarativePolicyReader.Read(content.Kind is ConfigKind.Object ? content : ConfigParser.Parse(System.Text.Encoding.UTF8.GetBytes(json))), name, content.Position) },
                _ => file,
            };
        }
        catch (UnresolvedException e)
        {
            return file with { Notes = file.Notes.Add(new Note(position, $"the policy {name} is not looked at: {e.Message}")) };
        }
    }

    private IEnumerable<ConfigNode> Macros()
    {
        var transform = _template["Transform"];
        var all = transform is null ? [] : transform.Kind is ConfigKind.List ? transform.Items : [transform];
        return all.Where(static t => t.Kind is ConfigKind.String && t.Text is not Serverless);
    }
}
