using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Iac.Documents;

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

    /// <summary>The image as the file writes it when that is not an id, such as <c>{{resolve:ssm:…}}</c>; null otherwise.</summary>
    public string? ImageExpression { get; init; }

    /// <summary>The Region that the file puts it in; null when it does not tell.</summary>
    public string? Region { get; init; }

    /// <summary>Whether the file describes an instance that runs already: what a running account refuses to launch can still exist.</summary>
    public bool Exists { get; init; }

    /// <summary>Whether nothing in the files launches it: a template, an image. It is explained, but launched only when served.</summary>
    public bool IsHypothetical { get; init; }

    /// <summary>Whether that instance is stopped.</summary>
    public bool IsStopped { get; init; }

    /// <summary>Whether the instance has the library's test role and key pair when the file names none.</summary>
    public bool HasTestRole { get; init; }

    /// <summary>Who put an option into the request, in words, by the option's name; for those that are not here the request itself.</summary>
    public ImmutableDictionary<string, string> OptionWords { get; init; } = Plan.OptionWords.None;

    /// <summary>What the file leaves open about this launch.</summary>
    public ImmutableArray<Note> Notes { get; init; } = [];
}
