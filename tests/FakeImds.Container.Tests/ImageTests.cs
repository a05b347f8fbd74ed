using System.Globalization;

namespace FakeImds.Container.Tests;

/// <summary>The image.</summary>
public sealed class ImageTests(ContainerEngine engine)
{
    private const long MaxBytes = 25_000_000;

    [Fact]
    public async Task It_is_small_has_nothing_but_the_program_and_does_not_run_as_root()
    {
        EngineRequirement.Demand(engine.Missing);

        var inspected = (await engine.DockerAsync("inspect", "-f", "{{.Size}} {{.Config.User}} {{len .RootFS.Layers}}", "fakeimds")).MustSucceed().Output.Trim().Split(' ');

        long.Parse(inspected[0], CultureInfo.InvariantCulture).ShouldBeLessThan(MaxBytes);
        inspected[1..].ShouldBe(["65532:65532", "1"]);
    }

    [Theory]
    [InlineData("enabled")]
    [InlineData("disabled")]
    public async Task It_is_healthy_with_the_endpoint_on_or_off_without_privileges_and_ends_with_0_on_SIGTERM_as_PID_1(string endpoint)
    {
        EngineRequirement.Demand(engine.Missing);
        var id = (await engine.DockerAsync(
            "run", "-d", "--read-only", "--cap-drop", "ALL", "--cap-add", "NET_BIND_SERVICE", "-e", "FAKEIMDS_LISTEN=0.0.0.0:80", "-e", $"FAKEIMDS_HTTP_ENDPOINT={endpoint}", "fakeimds")).MustSucceed().Output.Trim();
        try
        {
            (await engine.DockerAsync("exec", id, "/fakeimds", "healthcheck")).ExitCode.ShouldBe(0);

            (await engine.DockerAsync("stop", "--time", "30", id)).MustSucceed();

            (await engine.DockerAsync("inspect", "-f", "{{.State.ExitCode}}", id)).MustSucceed().Output.Trim().ShouldBe("0");
        }
        finally
        {
            await engine.DockerAsync("rm", "-f", id);
        }
    }

    [Fact]
    public async Task Its_labels_tell_what_it_is()
    {
        EngineRequirement.Demand(engine.Missing);

        (await engine.DockerAsync("inspect", "-f", "{{range $k, $v := .Config.Labels}}{{$k}}={{$v}}\n{{end}}", "fakeimds")).MustSucceed().Output.Trim().ShouldBe("""
            org.opencontainers.image.description=The EC2 Instance Metadata Service for tests
            org.opencontainers.image.licenses=MIT
            org.opencontainers.image.revision=unknown
            org.opencontainers.image.title=fakeimds
            org.opencontainers.image.version=0.1.0
            """);
    }

    [Fact]
    public async Task Both_Dockerfiles_end_in_the_same_stage()
    {
        var fromSources = await StageAsync("Dockerfile");
        var published = await StageAsync("Dockerfile.published");

        fromSources.Select(static l => l.Replace("--from=build /published/", "", StringComparison.Ordinal)).ShouldBe(published);
        published[0].ShouldBe("FROM scratch");
    }

    private static async Task<string[]> StageAsync(string file)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(Places.Root, file), TestContext.Current.CancellationToken);
        return lines[Array.FindLastIndex(lines, static l => l.StartsWith("FROM ", StringComparison.Ordinal))..];
    }
}
