using FakeImds.Ec2;
using FakeImds.Iac.Policies;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Plan;

/// <summary>Who makes a launch: whether policies are asked about it, and in which words a denial is told (docs/fidelity.md#who-launches).</summary>
internal sealed record LaunchedBy
{
    private LaunchedBy(bool? isAuthorized, string? words)
    {
        IsAuthorized = isAuthorized;
        Words = words;
    }

    /// <summary>The caller, by RunInstances.</summary>
    public static LaunchedBy Caller { get; } = new(true, null);

    /// <summary>Auto Scaling from a launch template: whoever makes the group must be allowed to launch from it.</summary>
    public static LaunchedBy AutoScaling { get; } = new(true, null) { Denial = "AccessDenied: You are not authorized to use launch template: {0}" };

    /// <summary>Amazon EKS from a launch template: whoever makes the node group must be allowed to launch from it.</summary>
    public static LaunchedBy NodeGroup { get; } = new(true, null) { Denial = "InvalidRequestException: You are not authorized to launch instances with this launch template." };

    /// <summary>Whether policies are asked about RunInstances; null when nobody knows.</summary>
    public bool? IsAuthorized { get; }

    /// <summary>What a denial depends on, or why there can be none; null for the caller's own launches.</summary>
    public string? Words { get; }

    /// <summary>Whether the instances are in an account of the service, where the rules of the user's account don't hold.</summary>
    public bool IsElsewhere { get; private init; }

    private bool IsOther { get; init; }

    private string Denial { get; init; } = "UnauthorizedOperation";

    /// <summary>A role of a service that service control policies don't reach; nobody's permission to RunInstances is asked.</summary>
    public static LaunchedBy ServiceLinkedRole(string role) => new(false, $"launched by the service-linked role {role}: service control policies don't reach it, and nobody's permission to RunInstances is asked");

    /// <summary>A service of which nobody knows in whose name it launches.</summary>
    public static LaunchedBy Service(string name) => new(null, $"in whose name {name} calls RunInstances");

    /// <summary>A service that launches in an account of its own.</summary>
    public static LaunchedBy InAccountOf(string name) => new(false, $"launched in an account of {name}: the defaults and the policies of this account don't hold there") { IsElsewhere = true };

    /// <summary>A role of a tool: service control policies reach it, the caller's own policies say nothing of it.</summary>
    public static LaunchedBy Role(string name) => new(true, $"what {name} is allowed") { IsOther = true };

    /// <summary>What a denial of the caller's policies depends on, when it is not the caller who launches.</summary>
    public IEnumerable<Unknown> Doubts(IamDecision denied) =>
        Words is { } words && (IsAuthorized is null || (IsOther && denied.PolicyType is not IamPolicyType.ServiceControl)) ? [new Unknown("who launches " + words, words)] : [];

    /// <summary>A denial in the words of whoever tells it: the error, then the policy.</summary>
    /// <param name="denied">What denies.</param>
    /// <param name="template">The launch template; null for none.</param>
    public string DenialOf(IamDecision denied, string? template) => Denial is "UnauthorizedOperation"
        ? $"{Denial}: {DenialText.Of(denied)}"
        : $"{Denial.Replace("{0}", template ?? "", StringComparison.Ordinal)} ({DenialText.Of(denied)})";
}
