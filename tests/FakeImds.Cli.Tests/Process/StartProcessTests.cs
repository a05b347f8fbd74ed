namespace FakeImds.Cli.Tests.Process;

/// <summary>What the program does not do at its start.</summary>
public sealed class StartProcessTests
{
    private const string Ready = "Listening on ";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenSSL_is_loaded_with_the_first_signature_and_not_before()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What a process has loaded is in /proc, which Linux has.");
        using var program = CliProcess.Start("run", "--listen", "127.0.0.1:0");
        var lines = await program.ReadUntilAsync(Ready, Cancel);
        using var client = new HttpClient { BaseAddress = new Uri(lines[^1][Ready.Length..]) };
        using var put = new HttpRequestMessage(HttpMethod.Put, "latest/api/token") { Headers = { { "X-aws-ec2-metadata-token-ttl-seconds", "60" } } };
        using var issued = await client.SendAsync(put, Cancel);
        using var get = new HttpRequestMessage(HttpMethod.Get, "latest/meta-data/iam/security-credentials/fakeimds-role")
        {
            Headers = { { "X-aws-ec2-metadata-token", await issued.Content.ReadAsStringAsync(Cancel) } },
        };
        using var answer = await client.SendAsync(get, Cancel);
        answer.IsSuccessStatusCode.ShouldBeTrue();
        await client.GetStringAsync(new Uri("latest/dynamic/instance-identity/document", UriKind.Relative), Cancel);

        Loaded(program).ShouldBeEmpty();

        await client.GetStringAsync(new Uri("latest/dynamic/instance-identity/signature", UriKind.Relative), Cancel);
        Loaded(program).ShouldNotBeEmpty("this is how it would be seen");
    }

    private static string[] Loaded(CliProcess program) =>
        [.. File.ReadLines($"/proc/{program.Id}/maps").Where(static l => l.Contains("libcrypto", StringComparison.Ordinal) || l.Contains("libssl", StringComparison.Ordinal))];
}
