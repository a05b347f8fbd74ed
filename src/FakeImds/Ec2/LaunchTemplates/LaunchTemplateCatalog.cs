using System.Buffers;
using System.Globalization;

namespace FakeImds.Ec2;

/// <summary>The launch templates of a Region.</summary>
public sealed class LaunchTemplateCatalog
{
    // CreateLaunchTemplate's documented pattern: [a-zA-Z0-9\(\)\.\-/_]+
    private static readonly SearchValues<char> s_nameCharacters =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ().-/_");

    private readonly Ec2Region _region;
    private readonly Lock _change = new();
    private ResourceIndex<LaunchTemplate> _templates =
        ResourceIndex<LaunchTemplate>.Empty(static t => t.LaunchTemplateId, InOrder, static t => t.LaunchTemplateName);

    private int _created;

    internal LaunchTemplateCatalog(Ec2Region region) => _region = region;

    /// <summary>The templates, the oldest first.</summary>
    public IReadOnlyCollection<LaunchTemplate> All => Index.All;

    /// <summary>The templates at this moment, for those who want a part of them.</summary>
    internal ResourceIndex<LaunchTemplate> Index => Volatile.Read(ref _templates);

    /// <summary>The template of that id or name, or null.</summary>
    /// <param name="idOrName">An id <c>lt-…</c>, or a name.</param>
    /// <returns>The template, or null when there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="idOrName"/> is null.</exception>
    public LaunchTemplate? Find(string idOrName)
    {
        ArgumentNullException.ThrowIfNull(idOrName);
        var templates = Index;
        return templates.Find(idOrName) ?? templates.Named(idOrName).FirstOrDefault();
    }

    /// <summary>Creates a template with its first version.</summary>
    /// <param name="name">Its name, 3 to 128 characters, unique in the Region.</param>
    /// <param name="data">What the first version supplies.</param>
    /// <param name="description">The first version's description.</param>
    /// <returns>The template.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="data"/> is null.</exception>
    /// <exception cref="Ec2Exception">The name is in use or not allowed, or an option's value is not allowed.</exception>
    public LaunchTemplate Create(string name, LaunchTemplateData data, string? description = null) =>
        Create(name, data, description, createdBy: null);

    /// <summary>Adds a version. It takes nothing from earlier ones.</summary>
    /// <param name="idOrName">The template.</param>
    /// <param name="data">What the version supplies.</param>
    /// <param name="description">Its description.</param>
    /// <returns>The version.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="Ec2Exception">There is no such template, or an option's value is not allowed.</exception>
    public LaunchTemplateVersion CreateVersion(string idOrName, LaunchTemplateData data, string? description = null) =>
        CreateVersion(idOrName, data, description, createdBy: null);

    /// <summary>Registers a template as given, with the id and the versions it has. A template of that id is replaced.</summary>
    /// <param name="template">The template.</param>
    /// <returns>The template.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="template"/> is null.</exception>
    /// <exception cref="ArgumentException">The template has no versions, or its default version is none of them.</exception>
    /// <exception cref="Ec2Exception">The name is in use by another template or not allowed, or an option's value is not allowed.</exception>
    public LaunchTemplate Register(LaunchTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        if (template.Versions.IsDefaultOrEmpty || template.Versions.All(v => v.VersionNumber != template.DefaultVersionNumber))
        {
            throw new ArgumentException($"{template.LaunchTemplateId} has no version {template.DefaultVersionNumber}, which is its default. The default is one of Versions.", nameof(template));
        }

        lock (_change)
        {
            var error = template.Versions.Select(v => Refusal(v.Data)).FirstOrDefault(static e => e is not null)
                ?? NameRefusal(template.LaunchTemplateName, template.LaunchTemplateId);
            return error is null ? Store(template) : throw new Ec2Exception(error);
        }
    }

    /// <summary>The error that <see cref="Create(string, LaunchTemplateData, string?)"/> would throw; null for none.</summary>
    internal Ec2Error? Refusal(string? name, LaunchTemplateData data) =>
        Refusal(data) ?? NameRefusal(name, id: null);

    /// <summary>The error of a version's data; null when it is allowed.</summary>
    internal Ec2Error? Refusal(LaunchTemplateData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.MetadataOptions is { } options ? MetadataOptionsRules.Check(options, _region.Account.StrictHttpEndpoint) : null;
    }

    internal LaunchTemplate Create(string name, LaunchTemplateData data, string? description, string? createdBy)
    {
        lock (_change)
        {
            if (Refusal(name, data) is { } error)
            {
                throw new Ec2Exception(error);
            }

            return Store(new LaunchTemplate
            {
                LaunchTemplateId = _region.Account.Ids.Id("lt", _region.Name, ++_created),
                LaunchTemplateName = name,
                Versions = [new LaunchTemplateVersion(1, data, description, Now) { CreatedBy = createdBy }],
                CreatedBy = createdBy,
            });
        }
    }

    internal LaunchTemplateVersion CreateVersion(string idOrName, LaunchTemplateData data, string? description, string? createdBy)
    {
        if (Refusal(data) is { } error)
        {
            throw new Ec2Exception(error);
        }

        lock (_change)
        {
            var template = Get(idOrName);
            var version = new LaunchTemplateVersion(template.LatestVersionNumber + 1, data, description, Now) { CreatedBy = createdBy };
            Store(template with { Versions = template.Versions.Add(version) });
            return version;
        }
    }

    /// <summary>Chooses the version that <c>$Default</c> names.</summary>
    /// <param name="idOrName">The template.</param>
    /// <param name="version">The version's number.</param>
    /// <returns>The template.</returns>
    /// <exception cref="Ec2Exception">There is no such template or version.</exception>
    public LaunchTemplate SetDefaultVersion(string idOrName, int version)
    {
        lock (_change)
        {
            var template = Get(idOrName);
            return Store(template with { DefaultVersionNumber = template.Version(version.ToString(CultureInfo.InvariantCulture)).VersionNumber });
        }
    }

    /// <summary>Removes a template. Instances launched with it go on.</summary>
    /// <param name="idOrName">The template.</param>
    /// <returns>The removed template.</returns>
    /// <exception cref="Ec2Exception">There is no such template.</exception>
    public LaunchTemplate Delete(string idOrName)
    {
        lock (_change)
        {
            var template = Get(idOrName);
            Volatile.Write(ref _templates, _templates.Remove(template.LaunchTemplateId));
            _region.Tags.Forget(template.LaunchTemplateId);
            return template;
        }
    }

    /// <summary>The template of that id or name.</summary>
    /// <param name="idOrName">An id <c>lt-…</c>, or a name.</param>
    /// <returns>The template.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="idOrName"/> is null.</exception>
    /// <exception cref="Ec2Exception">There is none.</exception>
    public LaunchTemplate Get(string idOrName) =>
        Find(idOrName)
        ?? throw new Ec2Exception(idOrName.StartsWith("lt-", StringComparison.Ordinal)
            ? Ec2Errors.TemplateIdNotFound(idOrName)
            : Ec2Errors.TemplateNameNotFound(idOrName));

    private Ec2Error? NameRefusal(string? name, string? id) =>
        name is not { Length: >= 3 and <= 128 } || name.AsSpan().ContainsAnyExcept(s_nameCharacters) ? Ec2Errors.TemplateNameMalformed
        : _templates.Named(name).Any(t => t.LaunchTemplateId != id) ? Ec2Errors.TemplateNameInUse
        : null;

    private DateTimeOffset Now => _region.Account.TimeProvider.GetUtcNow();

    private LaunchTemplate Store(LaunchTemplate template)
    {
        Volatile.Write(ref _templates, _templates.Set(template));
        return template;
    }

    private static int InOrder(LaunchTemplate a, LaunchTemplate b) =>
        a.Versions[0].CreateTime.CompareTo(b.Versions[0].CreateTime) is not 0 and var byTime
            ? byTime
            : string.CompareOrdinal(a.LaunchTemplateId, b.LaunchTemplateId);
}
