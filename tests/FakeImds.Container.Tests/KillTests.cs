namespace FakeImds.Container.Tests;

/// <summary>The engine kills the service in the middle of requests, and starts it again.</summary>
public sealed class KillTests(ContainerEngine engine)
{
    // One request whose head has not come whole, one whose answer is withheld; and what they get.
    private const string Waiting = """
        import http.client, socket
        def ask(method, path, **headers):
            c = http.client.HTTPConnection('169.254.169.254', timeout=20)
            c.request(method, path, headers=headers)
            return c.getresponse().read().decode()
        print(ask('GET', '/latest/meta-data/instance-id'))
        half = socket.create_connection(('169.254.169.254', 80)); half.sendall(b'GET /latest/meta-data/ HTTP/1.1\r\nHo')
        held = socket.create_connection(('169.254.169.254', 80)); held.sendall(b'PUT /latest/api/token HTTP/1.1\r\nHost: x\r\nX-aws-ec2-metadata-token-ttl-seconds: 60\r\n\r\n')
        print('waiting', flush=True)
        for s in (half, held):
            s.settimeout(50)
            try:
                print('answer of', len(s.recv(100)), 'bytes')
            except ConnectionResetError:
                print('reset')
        """;

    [Fact]
    public async Task SIGKILL_ends_what_was_in_flight_without_half_an_answer_and_the_next_start_is_the_same_instance()
    {
        EngineRequirement.Demand(engine.Missing);
        try
        {
            (await engine.DockerAsync("network", "create", "--subnet", "169.254.169.0/24", "kill")).MustSucceed();
            (await engine.DockerAsync(
                "run", "-d", "--name", "imds", "--network", "kill", "--ip", "169.254.169.254", "--read-only", "-e", "FAKEIMDS_CLIENT_HOPS=169.254.169.0/24=2", "fakeimds")).MustSucceed();
            await UntilAsync(["exec", "imds", "/fakeimds", "healthcheck"], static r => r.ExitCode is 0);
            (await engine.DockerAsync("run", "-d", "--name", "client", "--network", "kill", "curlimages/curl", "python3", "-c", Waiting)).MustSucceed();
            await UntilAsync(["logs", "client"], static r => r.Output.Contains("waiting", StringComparison.Ordinal));

            // The service has the withheld one when its log says so.
            await UntilAsync(["logs", "imds"], static r => r.Output.Contains("withheld", StringComparison.Ordinal));
            (await engine.DockerAsync("kill", "--signal", "KILL", "imds")).MustSucceed();

            (await engine.DockerAsync("wait", "client")).MustSucceed();
            var lines = (await engine.DockerAsync("logs", "client")).MustSucceed().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            lines.Length.ShouldBe(4, string.Join('\n', lines));
            lines[2..].ShouldAllBe(static l => l == "reset" || l == "answer of 0 bytes");
            (await engine.DockerAsync("inspect", "-f", "{{.State.ExitCode}}", "imds")).MustSucceed().Output.Trim().ShouldBe("137");

            (await engine.DockerAsync("start", "imds")).MustSucceed();
            await UntilAsync(["exec", "imds", "/fakeimds", "healthcheck"], static r => r.ExitCode is 0);
            (await engine.DockerAsync("run", "--rm", "--network", "kill", "curlimages/curl", "curl", "-s", "http://169.254.169.254/latest/meta-data/instance-id")).MustSucceed().Output.ShouldBe(lines[0]);
            (await engine.DockerAsync("logs", "imds")).MustSucceed().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(static l => l.StartsWith("20", StringComparison.Ordinal))
                .ShouldAllBe(static l => l.EndsWith(" v1 200") || l.EndsWith(" v2 withheld"), "no line is torn");
        }
        finally
        {
            await engine.DockerAsync("rm", "-f", "imds", "client");
            await engine.DockerAsync("network", "rm", "kill");
        }
    }

    // Each question takes its time; there is nothing to wait on but the next answer.
    private async Task UntilAsync(string[] question, Predicate<FakeImds.Wire.Tests.ShellResult> isTrue)
    {
        using var limit = new CancellationTokenSource(FakeImds.Wire.Tests.ProcessRunner.Patience);
        while (!isTrue(await engine.DockerAsync(question)))
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
