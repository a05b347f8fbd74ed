using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Iac.Policies;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Plan;

/// <summary>Collects what a file with thousands of resources says.</summary>
internal sealed class DeclaredFileBuilder
{
    public ImmutableArray<Note>.Builder Notes { get; } = ImmutableArray.CreateBuilder<Note>();

    public ImmutableArray<DeclaredPolicy>.Builder Policies { get; } = ImmutableArray.CreateBuilder<DeclaredPolicy>();

    public ImmutableArray<Unknown>.Builder OpenRules { get; } = ImmutableArray.CreateBuilder<Unknown>();

    public ImmutableArray<DeclaredLaunch>.Builder Launches { get; } = ImmutableArray.CreateBuilder<DeclaredLaunch>();

    public ImmutableArray<Declared<LaunchTemplate>>.Builder Templates { get; } = ImmutableArray.CreateBuilder<Declared<LaunchTemplate>>();

    public ImmutableArray<Declared<Ec2Image>>.Builder Images { get; } = ImmutableArray.CreateBuilder<Declared<Ec2Image>>();

    public ImmutableArray<Declared<OrganizationPolicy>>.Builder OrganizationPolicies { get; } = ImmutableArray.CreateBuilder<Declared<OrganizationPolicy>>();

    public Declared<AccountMetadataDefaults>? Defaults { get; set; }

    /// <summary>Adds a launch; null is none.</summary>
    public void Add(DeclaredLaunch? launch)
    {
        if (launch is not null)
        {
            Launches.Add(launch);
        }
    }

    /// <summary>Adds a launch template; null is none.</summary>
    public void Add(Declared<LaunchTemplate>? template)
    {
        if (template is not null)
        {
            Templates.Add(template);
        }
    }

    /// <summary>What was collected.</summary>
    /// <param name="file">What else the file says.</param>
    public DeclaredFile ToFile(DeclaredFile file) => file with
    {
        Notes = Notes.ToImmutable(),
        Policies = Policies.ToImmutable(),
        OpenRules = OpenRules.ToImmutable(),
        Launches = Launches.ToImmutable(),
        Templates = Templates.ToImmutable(),
        Images = [.. Images.DistinctBy(static i => i.Value.ImageId)],
        OrganizationPolicies = OrganizationPolicies.ToImmutable(),
        Defaults = Defaults,
    };
}
