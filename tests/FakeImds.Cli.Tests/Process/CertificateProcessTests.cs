namespace FakeImds.Cli.Tests.Process;

/// <summary>The certificates that the real program prints verify what the real program serves.</summary>
public sealed class CertificateProcessTests : IDisposable
{
    private const string Ready = "Listening on ";

    private readonly string _folder = Directory.CreateTempSubdirectory("fakeimds-certificate-").FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Openssl_verifies_what_is_served_with_the_certificate_that_is_printed()
    {
        using var program = CliProcess.Start("run", "--listen", "127.0.0.1:0", "--http-tokens", "optional");
        var start = await program.ReadUntilAsync(Ready, Cancelled);
        using var client = new HttpClient { BaseAddress = new Uri(start[^1][Ready.Length..]) };
        await File.WriteAllTextAsync(PathOf("document"), await Get(client, "document"), Cancelled);

        foreach (var name in new[] { "pkcs7", "rsa2048", "dsa2048" })
        {
            await File.WriteAllTextAsync(PathOf(name), $"-----BEGIN PKCS7-----\n{await Get(client, name)}\n-----END PKCS7-----\n", Cancelled);
            await Print(name);

            var (exitCode, _, error) = await Openssl("smime", "-verify", "-in", PathOf(name), "-inform", "PEM", "-content", PathOf("document"), "-certfile", PathOf("certificate"), "-noverify");

            exitCode.ShouldBe(0, name + error);
        }

        await File.WriteAllBytesAsync(PathOf("signature"), Convert.FromBase64String(await Get(client, "signature")), Cancelled);
        await Print("signature");
        await File.WriteAllTextAsync(PathOf("key"), (await Openssl("x509", "-pubkey", "-noout", "-in", PathOf("certificate"))).Output, Cancelled);

        (await Openssl("dgst", "-sha256", "-verify", PathOf("key"), "-signature", PathOf("signature"), PathOf("document"))).Output.ShouldContain("Verified OK");
    }

    [Fact]
    public async Task Without_a_name_all_are_printed_with_a_comment_each()
    {
        using var program = CliProcess.Start("certificate");

        var (exitCode, output, error) = await program.EndAsync(Cancelled);

        exitCode.ShouldBe(0, error);
        output.Split('\n').Where(static line => line.StartsWith('#')).ShouldBe([
            "# FakeImds test certificate: verifies pkcs7 (DSA-1024, SHA-1)",
            "# FakeImds test certificate: verifies signature and rsa2048 (RSA-2048, SHA-256)",
            "# FakeImds test certificate: verifies dsa2048 (DSA-2048, SHA-256)"]);
        output.Split("-----BEGIN CERTIFICATE-----").Length.ShouldBe(4);
    }

    [Fact]
    public async Task An_unknown_name_gets_one_line()
    {
        using var program = CliProcess.Start("certificate", "rsa4096");

        var (exitCode, output, error) = await program.EndAsync(Cancelled);

        error.ShouldBe("fakeimds: certificate 'rsa4096' is not known; allowed are signature, pkcs7, rsa2048, dsa2048\n");
        output.ShouldBeEmpty();
        exitCode.ShouldBe(2);
    }

    private static Task<string> Get(HttpClient client, string name) =>
        client.GetStringAsync(new Uri($"latest/dynamic/instance-identity/{name}", UriKind.Relative), Cancelled);

    private static async Task<(int ExitCode, string Output, string Error)> Openssl(params string[] arguments)
    {
        using var openssl = CliProcess.StartOther("openssl", arguments);
        return await openssl.EndAsync(Cancelled);
    }

    private async Task Print(string name)
    {
        using var program = CliProcess.Start("certificate", name);
        var (exitCode, output, error) = await program.EndAsync(Cancelled);
        exitCode.ShouldBe(0, error);
        await File.WriteAllTextAsync(PathOf("certificate"), output, Cancelled);
    }

    private string PathOf(string file) => Path.Combine(_folder, file);
}
