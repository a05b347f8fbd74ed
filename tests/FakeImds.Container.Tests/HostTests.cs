using System.Diagnostics;
using FakeImds.Wire.Tests;

namespace FakeImds.Container.Tests;

/// <summary>The program on the engine's host, without a container, and containers on the default bridge.</summary>
public sealed class HostTests(ContainerEngine engine)
{
    private const string Put = "curl -s -m 3 -o /dev/null -w '%{http_code}' -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token; true";

    [Theory]
    [InlineData("0", "200", "hops=1")]
    [InlineData("1", "000", "hops=2")]
    public async Task Container_hops_count_the_bridge(string hops, string status, string distance)
    {
        EngineRequirement.Demand(engine.Missing);
        using var program = Process.Start(engine.OnHost(Places.ImageBinary!, "run", "--assign-addresses", "--http-put-response-hop-limit", "1", "--container-hops", hops))!;
        try
        {
            var cancel = TestContext.Current.CancellationToken;
            while (await program.StandardOutput.ReadLineAsync(cancel) is { } line && !line.StartsWith("Listening", StringComparison.Ordinal))
            {
            }

            (await engine.DockerAsync("run", "--rm", "curlimages/curl", "sh", "-c", Put)).MustSucceed().Output.ShouldBe(status);

            (await program.StandardOutput.ReadLineAsync(cancel))!.ShouldContain($" {distance} PUT /latest/api/token v2 ");
            await ProcessRunner.RunAsync("kill", $"{program.Id}");
            await program.WaitForExitAsync(cancel);
            program.ExitCode.ShouldBe(0);
            (await program.StandardError.ReadToEndAsync(cancel)).ShouldContain(
                hops is "0" ? "docker0 of this machine: 1 hop away here and 2 on EC2" : "docker0 (172.17.0.0/16), a bridge of this machine, count 1 hop more than is measured");
        }
        finally
        {
            if (!program.HasExited)
            {
                program.Kill(entireProcessTree: true);
            }
        }
    }
}
