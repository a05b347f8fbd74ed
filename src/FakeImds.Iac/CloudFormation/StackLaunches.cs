using FakeImds.Ec2;
using FakeImds.Iac.AwsCli;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Plan;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.CloudFormation;

/// <summary>Reads the launches and launch templates of a template, in every world that it leaves open.</summary>
internal sealed class StackLaunches(ConfigNode template, StackParameters given)
{
    private readonly ParameterUse _use = new(template);

    /// <summary>Evaluates in a world of its own.</summary>
    public StackEvaluator In(World world) => new(template, given, _use, world);

    /// <summary>An <c>AWS::EC2::Instance</c>; null when it is never made.</summary>
    public DeclaredLaunch? Instance(string name, ConfigPosition position, ConfigNode resource) =>
        Launch(name, position, resource, static (data, properties) => data.Instance(properties));

    /// <summary>An <c>AWS::AutoScaling::LaunchConfiguration</c>; null when it is never made.</summary>
    public DeclaredLaunch? Configuration(string name, ConfigPosition position, ConfigNode resource) =>
        Launch(name, position, resource, static (data, properties) => data.Configuration(properties)) is { } launch
            ? launch with { By = LaunchedBy.ServiceLinkedRole("AWSServiceRoleForAutoScaling") } : null;

    /// <summary>An <c>AWS::EC2::LaunchTemplate</c>; null when it is never made.</summary>
    public Declared<LaunchTemplate>? Template(string name, ConfigPosition position, ConfigNode resource)
    {
        var worlds = Worlds(resource, (data, properties) => Template(name, data, properties));
        return worlds.First is { } first ? new Declared<LaunchTemplate>(first, name, position) { Worlds = worlds } : null;
    }

    /// <summary>Whether there is a world in which the resource is made.</summary>
    public bool MayBeMade(ConfigNode resource)
    {
        try
        {
            var evaluator = In(World.First());
            return resource["Condition"] is not { } condition || evaluator.Aside(() => evaluator.Condition(condition));
        }
        catch (UnresolvedException)
        {
            return true;
        }
    }

    /// <summary>A launch as a resource says it, in each world that makes the resource.</summary>
    /// <param name="name">Its logical id.</param>
    /// <param name="position">Where it is.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="read">Reads its properties; null for what launches nothing.</param>
    public DeclaredLaunch? Launch(string name, ConfigPosition position, ConfigNode resource, Func<StackLaunchData, ConfigNode?, RunInstancesRequest?> read)
    {
        var worlds = Worlds(resource, read);
        return worlds.First is not { } first ? worlds.All.IsComplete ? null : Untold(name, position, resource) : new DeclaredLaunch
        {
            Name = name,
            Kind = resource["Type"]!.Text,
            Position = position,
            Request = first,
            Worlds = worlds,
            Notes = worlds.IsSometimesAbsent && resource["Condition"] is { } condition
                ? [new Note(condition.Position, $"{name} is made only if the condition {condition.Text} holds, which depends on {In(World.First()).OpenIn(template["Conditions"]?[condition.Text]).Words}")]
                : [],
        };
    }

    // There may be worlds with it beyond those that were looked at.
    private static DeclaredLaunch Untold(string name, ConfigPosition position, ConfigNode resource)
    {
        var unknown = new Unknown(name, $"more than {Exploration.MaxWorlds} possibilities");
        return new DeclaredLaunch
        {
            Name = name,
            Kind = resource["Type"]!.Text,
            Position = position,
            Request = new RunInstancesRequest(),
            Open = Reading<RunInstancesRequest>.Nothing.Add("MetadataOptions", unknown).Add("InstanceType", unknown).Add("TagKeys", unknown),
        };
    }

    private Possible<T> Worlds<T>(ConfigNode resource, Func<StackLaunchData, ConfigNode?, T?> read)
        where T : class => new(world =>
        {
            var evaluator = In(world);
            if (resource["Condition"] is { } condition && !evaluator.Condition(condition))
            {
                return null;
            }

            var data = new StackLaunchData(evaluator, given);
            var properties = resource["Properties"];
            return read(data, properties?["Fn::Transform"] is null ? evaluator.ObjectOf(properties) : properties) is { } value ? data.Read(value) : null;
        });

    private static ConfigNode? Data(StackEvaluator evaluator, ConfigNode? properties)
    {
        StackOptions.RefuseNearMisses(properties);
        return evaluator.Object(properties, "LaunchTemplateData");
    }

    private static LaunchTemplate Template(string name, StackLaunchData data, ConfigNode? properties) => new()
    {
        LaunchTemplateId = CliTemplates.MadeUpId(name),
        LaunchTemplateName = data.Known(properties, "LaunchTemplateName") is { Length: >= 3 } given ? given : name.Length < 3 ? "template-" + name : name,
        Versions = [new LaunchTemplateVersion(1, data.TemplateData(Data(data.Evaluator, properties)), null, DateTimeOffset.UnixEpoch)],
    };
}
