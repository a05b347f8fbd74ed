namespace FakeImds.Container.Tests;

/// <summary>A sample, up until its application ended, and taken down again.</summary>
internal sealed record ComposeRun(string App, string Log)
{
    public static async Task<ComposeRun> OfAsync(ContainerEngine engine, string sample, IReadOnlyDictionary<string, string>? environment = null, Func<Task>? meanwhile = null)
    {
        EngineRequirement.Demand(engine.Missing);
        environment ??= new Dictionary<string, string>();
        try
        {
            (await engine.ComposeAsync(sample, environment, "up", "-d")).MustSucceed();
            var app = (await engine.ComposeAsync(sample, environment, "ps", "-q", "app")).MustSucceed().Output.Trim();
            (await engine.DockerAsync("wait", app)).MustSucceed();
            if (meanwhile is not null)
            {
                await meanwhile();
            }

            var output = (await engine.DockerAsync("logs", app)).MustSucceed();
            var imds = (await engine.ComposeAsync(sample, environment, "ps", "-q", "imds")).MustSucceed().Output.Trim();
            return new ComposeRun(output.Output + output.Error, (await engine.DockerAsync("logs", imds)).MustSucceed().Output);
        }
        finally
        {
            await engine.ComposeAsync(sample, environment, "down", "--timeout", "1");
        }
    }
}
