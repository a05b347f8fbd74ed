using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>A launch. What it leaves open, the template, the account and EC2's defaults fill.</summary>
public sealed record RunInstancesRequest : LaunchParameters
{
    /// <summary>The id or name of a launch template.</summary>
    public string? LaunchTemplate { get; init; }

    /// <summary>The template's version: a number, <c>$Latest</c> or <c>$Default</c>.</summary>
    public string? LaunchTemplateVersion { get; init; }

    /// <summary>How many instances to launch, 1 to 1000.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The subnet of the primary interface. Not together with <see cref="LaunchParameters.NetworkInterfaces"/>, nor are the addresses.</summary>
    public string? SubnetId { get; init; }

    /// <summary>The private IPv4 address of the primary interface.</summary>
    public string? PrivateIpAddress { get; init; }

    /// <summary>The IPv6 addresses of the primary interface.</summary>
    public ImmutableArray<string>? Ipv6Addresses { get; init; }

    /// <summary>How many IPv6 addresses to choose for the primary interface.</summary>
    public int? Ipv6AddressCount { get; init; }

    /// <summary>The token that makes a repeated call the same call; shown with the instance. Null for none.</summary>
    public string? ClientToken { get; init; }

    /// <summary>This launch, and where it is silent what a template supplies. Metadata options are taken as a whole here; a launch decides them one by one.</summary>
    /// <param name="template">What the template supplies.</param>
    /// <returns>The launch.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="template"/> is null.</exception>
    public RunInstancesRequest Over(LaunchTemplateData template)
    {
        ArgumentNullException.ThrowIfNull(template);
        return LaunchMerge.Over(this, template);
    }

    /// <summary>Changes anything else of what each instance has, before it exists.</summary>
    public Func<InstanceDescription, InstanceDescription>? Describe { get; init; }
}
