namespace FakeImds.Container.Tests;

/// <summary>A sample, up until its applications ended, and taken down again.</summary>
/// <param name="Apps">What each application printed.</param>
/// <param name="Log">The service's log.</param>
/// <param name="Errors">What the service said on standard error.</param>
internal sealed record ComposeRun(IReadOnlyDictionary<string, string> Apps, string Log, string Errors)
{
    /// <summary>What the application named app printed.</summary>
    public string App => Apps["app"];

    public static async Task<ComposeRun> OfAsync(
        ContainerEngine engine, string sample, IReadOnlyDictionary<string, string>? environment = null, Func<string, Task>? meanwhile = null, params string[] apps)
    {
        EngineRequirement.Demand(engine.Missing);
        environment ??= new Dictionary<string, string>();
        try
        {
            (await engine.ComposeAsync(sample, environment, "up", "-d")).MustSucceed();
            var ids = new Dictionary<string, string>();
            foreach (var app in apps is [] ? ["app"] : apps)
            {
                ids.Add(app, await IdAsync(app));
                (await engine.DockerAsync("wait", ids[app])).MustSucceed();
            }

            var imds = await IdAsync("imds");
            if (meanwhile is not null)
            {
                await meanwhile(imds);
            }

            var printed = new Dictionary<string, string>();
            foreach (var (app, id) in ids)
            {
                var output = (await engine.DockerAsync("logs", id)).MustSucceed();
                printed.Add(app, output.Output + output.Error);
            }

            var log = (await engine.DockerAsync("logs", imds)).MustSucceed();
            return new ComposeRun(printed, log.Output, log.Error);
        }
        finally
        {
            await engine.ComposeAsync(sample, environment, "down", "--timeout", "1");
        }

        async Task<string> IdAsync(string service) => (await engine.ComposeAsync(sample, environment, "ps", "-q", service)).MustSucceed().Output.Trim();
    }
}
