using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Policies;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Plan;

/// <summary>What all files together say of one account and Region. All positions name their file.</summary>
internal sealed record AccountPlan
{
    /// <summary>The plan of a run without files: a launch that asks for nothing.</summary>
    public static AccountPlan Empty { get; } = Of([]);

    public Declared<AccountMetadataDefaults>? Defaults { get; private init; }

    public Declared<DeclarativePolicy>? DeclarativePolicy { get; private init; }

    public ImmutableArray<Declared<Ec2Image>> Images { get; private init; } = [];

    public ImmutableArray<Declared<LaunchTemplate>> Templates { get; private init; } = [];

    /// <summary>The launches; none when a template or a plan launches nothing. The first is the one that <c>fakeimds run</c> serves.</summary>
    public ImmutableArray<DeclaredLaunch> Launches { get; init; } = [];

    public ImmutableArray<DeclaredPolicy> Policies { get; private init; } = [];

    /// <summary>Rules of the account that a file has and does not tell.</summary>
    public ImmutableArray<Unknown> OpenRules { get; private init; } = [];

    /// <summary>The config section of FakeImds' own.</summary>
    public ConfigNode? Own { get; private init; }

    public ImmutableArray<Note> Notes { get; private init; } = [];

    public string? Region { get; private init; }

    public string? AccountId { get; private init; }

    /// <exception cref="ConfigException">Two files contradict each other.</exception>
    public static AccountPlan Of(IReadOnlyList<DeclaredFile> files)
    {
        var templates = Unique("launch template", All(files, static f => f.Templates), static t => t.LaunchTemplateId, static (_, _) => false);
        DeclaredLaunch[] launches = [.. files.SelectMany(static f => f.Launches.Select(l => Placed(l, f.Path)))];
        var named = launches.SelectMany(static l => l.LaunchTemplates).ToHashSet(StringComparer.Ordinal);
        launches =
        [
            .. launches,
            .. templates.Where(t => !named.Contains(t.Value.LaunchTemplateId) && !named.Contains(t.Value.LaunchTemplateName)).Select(FromTemplate),
        ];
        launches = launches is [] && !files.Any(static f => f.IsWhole) ? [.. files.SelectMany(static f => f.Fallbacks.Select(l => Placed(l, f.Path)))] : launches;
        var accountId = files.Select(static f => f.AccountId).FirstOrDefault(static a => a is not null);
        var (merged, notes) = OrganizationPolicies.Merge([.. All(files, static f => f.OrganizationPolicies)], accountId);
        return new AccountPlan
        {
            Defaults = Once("account defaults", files.Select(static f => Placed(f.Defaults, f.Path))),
            DeclarativePolicy = Once("a declarative policy", files.Select(static f => Placed(f.DeclarativePolicy, f.Path)).Append(merged)),
            Images = Unique("image", All(files, static f => f.Images), static i => i.ImageId, static (a, b) => a.ImdsSupport == b.ImdsSupport),
            Templates = templates,
            Launches = launches is [] && !files.Any(static f => f.IsWhole) ? [Plain(files)] : [.. launches],
            Policies = [.. files.SelectMany(static f => f.Policies.Select(p => p with { Position = p.Position with { File = p.Position.File ?? f.Path } }))],
            OpenRules = [.. files.SelectMany(static f => f.OpenRules)],
            Own = files.Select(static f => f.Own).FirstOrDefault(static o => o is not null),
            Notes = [.. files.SelectMany(static f => f.Notes.Select(n => Placed(n, f.Path))), .. notes],
            Region = files.Select(static f => f.Region).FirstOrDefault(static r => r is not null),
            AccountId = accountId,
        };
    }

    private static DeclaredLaunch FromTemplate(Declared<LaunchTemplate> template) => new()
    {
        Name = template.Name,
        Kind = "launch template",
        IsHypothetical = true,
        Exists = template.Exists,
        Position = template.Position,
        Request = new RunInstancesRequest { LaunchTemplate = template.Value.LaunchTemplateId },
    };

    private static DeclaredLaunch Plain(IReadOnlyList<DeclaredFile> files) => new()
    {
        Name = "instance",
        Kind = "plain launch",
        IsHypothetical = true,
        Position = new ConfigPosition(1, 1),
        HasTestRole = true,
        Request = new RunInstancesRequest(),
    };

    private static T? Once<T>(string what, IEnumerable<T?> all)
        where T : class, IDeclared
    {
        T[] given = [.. all.OfType<T>()];
        return given is [] or [_] ? given.FirstOrDefault()
            : throw new ConfigException(given[1].Position, $"{what} are given twice, first in {given[0].Position.In("")}; give them once, for one Region");
    }

    private static ImmutableArray<Declared<T>> Unique<T>(string what, IEnumerable<Declared<T>> all, Func<T, string> id, Func<T, T, bool> agree)
        where T : class
    {
        var known = new Dictionary<string, Declared<T>>(StringComparer.Ordinal);
        foreach (var one in all)
        {
            if (!known.TryAdd(id(one.Value), one) && !agree(known[id(one.Value)].Value, one.Value))
            {
                throw new ConfigException(one.Position, $"the {what} {id(one.Value)} is given twice, first in {known[id(one.Value)].Position.In("")}; give it once");
            }
        }

        return [.. known.Values];
    }

    private static IEnumerable<Declared<T>> All<T>(IEnumerable<DeclaredFile> files, Func<DeclaredFile, ImmutableArray<Declared<T>>> part)
        where T : class =>
        files.SelectMany(f => part(f).Select(d => Placed(d, f.Path)!));

    private static Declared<T>? Placed<T>(Declared<T>? declared, string path)
        where T : class =>
        declared is null ? null : declared with { Position = declared.Position with { File = declared.Position.File ?? path } };

    private static Note Placed(Note note, string path) => note with { Position = note.Position with { File = note.Position.File ?? path } };

    private static DeclaredLaunch Placed(DeclaredLaunch launch, string path) => launch with
    {
        Position = launch.Position with { File = launch.Position.File ?? path },
        Notes = [.. launch.Notes.Select(n => Placed(n, path))],
        Clients = launch.Clients.IsEmpty ? [] : [.. launch.Clients.Select(c => c with { Position = c.Position with { File = c.Position.File ?? path } })],
    };
}
