using System.Collections.Immutable;
using System.Globalization;

namespace FakeImds.Ec2;

/// <summary>What the statements of policies see of a request.</summary>
/// <param name="request">The request.</param>
/// <param name="now">The time.</param>
/// <param name="given">The keys that the account says of all its requests: <see cref="IamPolicies.Context"/>.</param>
/// <param name="isInOrganization">Whether the account is in an organization; null when nobody tells.</param>
internal sealed class IamContext(IamRequest request, DateTimeOffset now, ImmutableDictionary<string, ImmutableArray<string>> given, bool? isInOrganization)
{
    public IamRequest Request => request;

    public DateTimeOffset Now => now;

    /// <summary>The resource; of an id that nobody tells, an open part.</summary>
    public string Resource { get; } = request.HasUnknownResourceId && request.Resource.EndsWith('*') ? request.Resource[..^1] + OpenText.Any : request.Resource;

    /// <summary>What was asked for and nobody tells.</summary>
    public ImmutableList<string> DependsOn { get; set; } = [];

    /// <summary>A key's values. One that nobody tells is entered in <see cref="DependsOn"/>.</summary>
    public IamKeyValues Values(string key)
    {
        var found = Find(key);
        if (found.IsOpen)
        {
            DependsOn = DependsOn.Add(key);
        }

        return found;
    }

    /// <summary>Enters the id of the resource in <see cref="DependsOn"/>, if nobody tells it.</summary>
    public void AskForResource()
    {
        if (!OpenText.IsIn(Resource))
        {
            return;
        }

        var kind = request.Resource[(request.Resource.LastIndexOf(':') + 1)..].Split('/')[0];
        DependsOn = DependsOn.Add($"the id of the {kind.Replace('-', ' ')}");
    }

    // What the request itself says wins; what the account says is for keys that the service doesn't fill.
    private IamKeyValues Find(string key)
    {
        if (request.Keys.TryGetValue(key, out var values))
        {
            return IamKeyValues.Of(values);
        }

        var isUnknown = request.IsUnknown(key);
        if (given.TryGetValue(key, out var said) && (isUnknown || !IamKeyNames.IsOfResource(key)))
        {
            return IamKeyValues.Of(said);
        }

        return isUnknown ? IamKeyValues.Open : IamGlobalKeys.Find(key, this) ?? (IamKeyNames.IsUndocumented(key) ? IamKeyValues.Open : IamKeyValues.Absent);
    }

    /// <summary>The account's own organization, whichever key tells it.</summary>
    public IamKeyValues OwnOrganization() =>
        given.TryGetValue("aws:PrincipalOrgID", out var said) || given.TryGetValue("aws:ResourceOrgID", out said) ? IamKeyValues.Of(said)
        : isInOrganization is false ? IamKeyValues.Absent
        : new([OpenText.OwnOrganization], isInOrganization);

    /// <summary>A key whose values differ by request; present only in an organization.</summary>
    public IamKeyValues InOrganization() => new([OpenText.Any], isInOrganization);

    /// <summary>The time as conditions write it.</summary>
    public string NowText => now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
