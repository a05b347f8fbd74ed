using System.Collections.Immutable;
using System.Globalization;

namespace FakeImds.Ec2;

/// <summary>A launch template with its versions, immutable; the catalog holds its current state.</summary>
public sealed record LaunchTemplate
{
    /// <summary>Its id.</summary>
    public required string LaunchTemplateId { get; init; }

    /// <summary>Its name.</summary>
    public required string LaunchTemplateName { get; init; }

    /// <summary>Its versions, oldest first, whatever the order they are given in; never empty.</summary>
    public required ImmutableArray<LaunchTemplateVersion> Versions
    {
        get;
        init => field = value.IsDefault ? value : value.Sort(static (a, b) => a.VersionNumber.CompareTo(b.VersionNumber));
    }

    /// <summary>The number of the version that <c>$Default</c> names.</summary>
    public int DefaultVersionNumber { get; init; } = 1;

    /// <summary>The ARN of who made it; null when unknown.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>The number of the newest version, <c>$Latest</c>.</summary>
    public int LatestVersionNumber => Versions[^1].VersionNumber;

    /// <summary>The version that a request names.</summary>
    /// <param name="version">A number, <c>$Latest</c> or <c>$Default</c>; null is <c>$Default</c>.</param>
    /// <returns>The version.</returns>
    /// <exception cref="Ec2Exception">There is none: <c>InvalidLaunchTemplateId.VersionNotFound</c>.</exception>
    public LaunchTemplateVersion Version(string? version)
    {
        var number = version switch
        {
            null or "" or "$Default" => DefaultVersionNumber,
            "$Latest" => LatestVersionNumber,
            _ => int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0,
        };
        return Find(number) ?? throw new Ec2Exception(Ec2Errors.TemplateVersionNotFound(version ?? "$Default", LaunchTemplateId));
    }

    // A template can have thousands of versions, and each launch names one.
    private LaunchTemplateVersion? Find(int number)
    {
        var (low, high) = (0, Versions.Length - 1);
        while (low <= high)
        {
            var middle = low + ((high - low) / 2);
            switch (Versions[middle].VersionNumber.CompareTo(number))
            {
                case 0:
                    return Versions[middle];
                case < 0:
                    low = middle + 1;
                    break;
                default:
                    high = middle - 1;
                    break;
            }
        }

        return null;
    }
}
