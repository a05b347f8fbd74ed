using FakeImds.Control.Hosting;

namespace FakeImds.Control.Resources;

/// <summary><c>/fakeimds/config</c>: the account as a config file says it, in the place of the account as it is.</summary>
internal static class ConfigResource
{
    private const string Prefix = "fakeimds: ";

    public static async ValueTask<ControlAnswer> Put(ControlCall call)
    {
        call.AllowOnly();
        var configure = call.Configure ?? throw ControlException.Conflict("this account is not made from a config file; change it with the EC2 API");
        if (await configure(call.Body) is { } refusal)
        {
            throw ControlException.BadRequest(refusal.StartsWith(Prefix, StringComparison.Ordinal) ? refusal[Prefix.Length..] : refusal);
        }

        return await InstancesResource.List(call with { Target = call.Targets.Current });
    }
}
