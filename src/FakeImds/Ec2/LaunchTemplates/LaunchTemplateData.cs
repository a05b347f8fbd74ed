namespace FakeImds.Ec2;

/// <summary>What a launch template's version supplies.</summary>
public sealed record LaunchTemplateData : LaunchParameters
{
    /// <summary>This version, and where it is silent what another supplies: a version made from a source version.</summary>
    /// <param name="source">The other version's data.</param>
    /// <returns>The data.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public LaunchTemplateData Over(LaunchTemplateData source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return LaunchMerge.Over(this, source);
    }
}
