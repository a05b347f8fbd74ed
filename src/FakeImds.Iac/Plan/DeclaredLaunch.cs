using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Fleet;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Plan;

/// <summary>A launch that a file makes: one instance, or one of many alike.</summary>
internal sealed record DeclaredLaunch
{
    /// <summary>How its file calls it: <c>WebServer</c>, <c>module.web.aws_instance.this[0]</c>, <c>i-0123…</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is in its file: <c>AWS::EC2::Instance</c>, <c>aws_instance</c>, <c>describe-instances</c>.</summary>
    public required string Kind { get; init; }

    public required ConfigPosition Position { get; init; }

    /// <summary>
    /// The launch as the tool would send it. <see cref="LaunchParameters.ImageId"/> is null when neither the file nor the
    /// template says which image, or the file leaves it to a value that it does not hold.
    /// </summary>
    public required RunInstancesRequest Request { get; init; }

    /// <summary>What the launch is in each world; null when the file leaves nothing of it open. <see cref="Request"/> is that of the first.</summary>
    public Possible<RunInstancesRequest>? Worlds { get; init; }

    /// <summary>The members that the file leaves open in every world, where there are no <see cref="Worlds"/>; see <see cref="Reading{T}.Open"/>.</summary>
    public ImmutableSortedDictionary<string, Unknown> Open { get; init; } = Reading<RunInstancesRequest>.Nothing;

    /// <summary>Options that the command line sets over those of the file; null for none.</summary>
    public MetadataOptions? Over { get; init; }

    /// <summary>The options of an instance that a plan changes in place, before the change; null for everything else.</summary>
    public MetadataOptions? ChangedFrom { get; init; }

    /// <summary>What a plan does with it other than making it, in one word: <c>replace</c>, <c>update</c>; null for everything else.</summary>
    public string? Action { get; init; }

    /// <summary>What EC2 refuses in it before it decides anything, where there are no <see cref="Worlds"/>; null for nothing.</summary>
    public Ec2Error? Refusal { get; init; }

    /// <summary>Whether the request's tags come on top of those of its launch template, as an Auto Scaling group's do.</summary>
    public bool AddsTags { get; init; }

    /// <summary>The Region that the file puts it in; null when it does not tell.</summary>
    public string? Region { get; init; }

    /// <summary>Whether it is there already, and nothing is launched: what a running account refuses to launch can still exist.</summary>
    public bool Exists { get; init; }

    /// <summary>Whether it is an instance, and what the files tell of its options is what it has once it exists; a group or a template is none.</summary>
    public bool IsInstance { get; init; }

    /// <summary>Whether nothing in the files launches it: a template, an image. It is explained, but launched only when served.</summary>
    public bool IsHypothetical { get; init; }

    /// <summary>Whether that instance is stopped.</summary>
    public bool IsStopped { get; init; }

    /// <summary>Whether the instance has the library's test role and key pair when the file names none.</summary>
    public bool HasTestRole { get; init; }

    /// <summary>Who makes the launch.</summary>
    public LaunchedBy By { get; init; } = LaunchedBy.Caller;

    /// <summary>Options that a service may set where neither the request nor the launch template does; empty where EC2 decides.</summary>
    public ImmutableSortedDictionary<string, Unknown> Rest { get; init; } = Reading<RunInstancesRequest>.Nothing;

    /// <summary>What there is in it, when nobody can see that, such as the launches of a nested stack; null for a launch.</summary>
    public Unknown? Closed { get; init; }

    /// <summary>Who put an option into the request, in words, by the option's name; for those that are not here the request itself.</summary>
    public ImmutableDictionary<string, string> OptionWords { get; init; } = Plan.OptionWords.None;

    /// <summary>The clients that see its instance where several share an address.</summary>
    public ImmutableArray<DeclaredClient> Clients { get; init; } = [];

    /// <summary>What the file leaves open about this launch.</summary>
    public ImmutableArray<Note> Notes { get; init; } = [];

    /// <summary>The tags of its instances, without those of the template where the request's take their place.</summary>
    /// <param name="own">The request's.</param>
    /// <param name="template">The template's.</param>
    public ImmutableSortedDictionary<string, string>? TagsWith(ImmutableSortedDictionary<string, string>? own, ImmutableSortedDictionary<string, string>? template) =>
        AddsTags && template is not null && own is not null ? template.SetItems(own) : own;

    /// <summary>What the launch is in this world; null when it is not made there.</summary>
    public Reading<RunInstancesRequest>? In(World world) => Worlds is null ? new Reading<RunInstancesRequest>(Request) { Open = Open, Refusal = Refusal } : Worlds.In(world);

    /// <summary>The launch templates that it names in any world.</summary>
    public IEnumerable<string> LaunchTemplates =>
        (Worlds is null ? [Request.LaunchTemplate] : Worlds.All.All.Select(static o => o.Value.Value.LaunchTemplate)).OfType<string>().Distinct(StringComparer.Ordinal);
}
