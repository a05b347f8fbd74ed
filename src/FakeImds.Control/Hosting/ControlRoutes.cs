using FakeImds.Control.Resources;

namespace FakeImds.Control.Hosting;

/// <summary>Which resource a path is, and what can be done with it. docs/openapi.json is held to it.</summary>
internal static class ControlRoutes
{
    private static readonly ControlRoute[] s_all =
    [
        new("GET", [], ControlIndex.Get),
        new("GET", ["openapi.json"], static _ => new ValueTask<ControlAnswer>(OpenApi.Answer)),
        new("GET", ["clock"], ClockResource.Get),
        new("PUT", ["clock"], ClockResource.Put),
        new("GET", ["certificates"], CertificatesResource.Get),
        new("GET", ["instances"], InstancesResource.List),
        new("GET", ["instances", "*"], InstancesResource.Get),
        new("PUT", ["instances", "*", "credentials"], CredentialsResource.Put),
        new("GET", ["events"], EventsResource.List),
        new("POST", ["events"], EventsResource.Post),
        new("DELETE", ["events", "*"], EventsResource.Delete),
        new("GET", ["faults"], FaultsResource.List),
        new("POST", ["faults"], FaultsResource.Post),
        new("DELETE", ["faults"], FaultsResource.Clear),
        new("DELETE", ["faults", "*"], FaultsResource.Delete),
        new("PUT", ["config"], ConfigResource.Put),
        new("GET", ["journal"], JournalResource.Get),
        new("DELETE", ["journal"], JournalResource.Clear),
    ];

    /// <summary>Method and path of each, with <c>*</c> for a name: what the OpenAPI document has to say.</summary>
    public static IEnumerable<(string Method, string Path)> All => s_all.Select(static r => (r.Method, "/fakeimds/" + string.Join('/', r.Path)));

    /// <exception cref="ControlException">There is no such resource.</exception>
    public static ValueTask<ControlAnswer> AnswerAsync(ControlCall call)
    {
        var method = call.Method is "HEAD" ? "GET" : call.Method;
        List<string> allowed = [];
        foreach (var route in s_all)
        {
            if (route.Fits(call.Path))
            {
                if (route.Method == method)
                {
                    return route.Answer(call);
                }

                allowed.Add(route.Method);
            }
        }

        return allowed.Count is 0
            ? throw ControlException.NotFound($"there is no {call.Shown}; /fakeimds/ lists what there is")
            : new(ControlAnswer.Error(405, $"{call.Method} of {call.Shown} is not allowed; {string.Join(", ", allowed)} is") with { Allow = string.Join(", ", allowed) });
    }
}
