using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>All that EC2 asks the policies about one launch (docs/fidelity.md#iam-launch).</summary>
internal static class LaunchAuthorization
{
    /// <summary>The decision on all resources of a launch.</summary>
    /// <param name="region">The Region.</param>
    /// <param name="launch">The launch.</param>
    /// <param name="options">Its metadata options.</param>
    /// <param name="caller">Who launches.</param>
    /// <param name="unknownKeys">Condition keys of the instance that the launch leaves open.</param>
    public static IamDecision Decide(Ec2Region region, ResolvedLaunch launch, DecidedMetadataOptions options, IamCaller caller, ImmutableHashSet<string> unknownKeys)
    {
        var policies = region.Account.Policies;
        return policies.Attached.Count == 0 ? IamDecision.Allowed
            : IamDecision.OfAll(new LaunchResources(region, launch, options, caller, unknownKeys).All().Select(policies.Evaluate));
    }
}
