using System.Collections.Immutable;

namespace FakeImds.Iac.Launchers;

/// <summary>An option of a resource type's own that decides a metadata option.</summary>
/// <param name="Option">EC2's name of the metadata option, such as <c>HttpTokens</c>.</param>
/// <param name="Path">Where it stands.</param>
internal sealed record LauncherOption(string Option, string Path)
{
    /// <summary>What its values mean; empty when they are EC2's own.</summary>
    public ImmutableDictionary<string, string> Meaning { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What it means when it is not set; null when the service decides, or EC2.</summary>
    public string? Default { get; init; }

    /// <summary>What must stand beside it in a list of settings, such as the name of the setting; null outside of such lists.</summary>
    public (string Name, string Value)? Beside { get; init; }
}
