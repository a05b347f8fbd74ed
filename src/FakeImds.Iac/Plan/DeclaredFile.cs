using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Policies;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Plan;

/// <summary>What one file says of an account. Null and empty are "says nothing of it".</summary>
internal sealed record DeclaredFile
{
    /// <summary>The file's path, as the user gave it.</summary>
    public required string Path { get; init; }

    public Declared<AccountMetadataDefaults>? Defaults { get; init; }

    public Declared<DeclarativePolicy>? DeclarativePolicy { get; init; }

    /// <summary>Declarative policies of the organization, which become one when all are known.</summary>
    public ImmutableArray<Declared<OrganizationPolicy>> OrganizationPolicies { get; init; } = [];

    public ImmutableArray<Declared<Ec2Image>> Images { get; init; } = [];

    /// <summary>Launch templates with the ids that <see cref="DeclaredLaunch.Request"/> names them by.</summary>
    public ImmutableArray<Declared<LaunchTemplate>> Templates { get; init; } = [];

    /// <summary>Launches that the file itself makes. A template that no launch names gets one of its own later.</summary>
    public ImmutableArray<DeclaredLaunch> Launches { get; init; } = [];

    /// <summary>Launches to look at when no file makes any: one from each image.</summary>
    public ImmutableArray<DeclaredLaunch> Fallbacks { get; init; } = [];

    /// <summary>Whether the file is a whole deployment: when it launches nothing, no launch is made up.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The config section of FakeImds' own.</summary>
    public ConfigNode? Own { get; init; }

    /// <summary>Rules of the account that the file has and does not tell: each may refuse any launch.</summary>
    public ImmutableArray<Unknown> OpenRules { get; init; } = [];

    public ImmutableArray<DeclaredPolicy> Policies { get; init; } = [];

    /// <summary>The Region that the file is of; null when it does not tell.</summary>
    public string? Region { get; init; }

    /// <summary>The account that the file is of; null when it does not tell.</summary>
    public string? AccountId { get; init; }

    /// <summary>What the file leaves open and FakeImds therefore can't tell: whole sentences without the file's name.</summary>
    public ImmutableArray<Note> Notes { get; init; } = [];
}
