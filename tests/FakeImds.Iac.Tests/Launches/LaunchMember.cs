using FakeImds.Ec2;

namespace FakeImds.Iac.Tests.Launches;

/// <summary>Something that a launch can say, in the words of every door, and what metadata shows of it.</summary>
/// <param name="Path">Where metadata shows it, below <c>latest/</c>; <c>{mac}</c> is the primary interface's.</param>
/// <param name="Shown">What metadata shows; <c>{id}</c> is the instance's id.</param>
internal sealed record LaunchMember(string Path, string Shown)
{
    /// <summary>Of a request of the library.</summary>
    public required Func<RunInstancesRequest, RunInstancesRequest> Request { get; init; }

    /// <summary>Of a launch template of the library; null where a template can't say it.</summary>
    public Func<LaunchTemplateData, LaunchTemplateData>? Template { get; init; }

    /// <summary>Of RunInstances.</summary>
    public required string Api { get; init; }

    /// <summary>Of <c>LaunchTemplateData</c> in the EC2 API; null for the same as <see cref="Api"/>.</summary>
    public string? ApiTemplate { get; init; }

    /// <summary>Of an instance as describe-instances prints it.</summary>
    public required string ConfigInstance { get; init; }

    /// <summary>Of <c>LaunchTemplateData</c> as describe-launch-template-versions prints it, and of <c>AWS::EC2::LaunchTemplate</c>.</summary>
    public string? JsonTemplate { get; init; }

    /// <summary>Of <c>AWS::EC2::Instance</c>; null where it has no such property.</summary>
    public string? Stack { get; init; }

    /// <summary>Of <c>aws_instance</c>.</summary>
    public string? Terraform { get; init; }

    /// <summary>Of <c>aws_launch_template</c>.</summary>
    public string? TerraformTemplate { get; init; }

    /// <summary>Of <c>AWS::AutoScaling::LaunchConfiguration</c>, which has no tags, no address, no group, no zone, no hibernation.</summary>
    public string? StackConfiguration { get; init; }

    /// <summary>Of <c>aws_launch_configuration</c>.</summary>
    public string? TerraformConfiguration { get; init; }
}
