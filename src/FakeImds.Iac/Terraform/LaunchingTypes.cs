using FakeImds.Iac.Documents;
using FakeImds.Iac.Launchers;

namespace FakeImds.Iac.Terraform;

/// <summary>
/// Tells types that are not known, but look as if they launched instances. A plan has thousands of resources of few types, all of a type with
/// the same members, so that a few of each type are looked at.
/// </summary>
internal sealed class LaunchingTypes
{
    private const int MaxLooks = 8;

    // They name launch templates or images, but launch nothing.
    private static readonly HashSet<string> s_harmless = new(StringComparer.Ordinal)
    {
        "aws_imagebuilder_distribution_configuration", "aws_ec2_capacity_reservation", "aws_ec2_instance_state", "aws_autoscaling_attachment", "aws_autoscaling_schedule",
    };

    private readonly Dictionary<string, int> _looks = new(StringComparer.Ordinal);

    /// <summary>Whether a resource of a type that has no reader looks like a launch.</summary>
    public bool Has(string type, ConfigNode values)
    {
        var looks = _looks.GetValueOrDefault(type);
        if (looks >= MaxLooks || s_harmless.Contains(type))
        {
            return false;
        }

        var isOne = LaunchLike.MemberOf(values) is not null;
        _looks[type] = isOne ? int.MinValue / 2 : looks + 1;
        return isOne;
    }
}
