using FakeImds.Ec2;
using FakeImds.Journal;

namespace FakeImds.Clients.Tests;

/// <summary>curl: a script that keeps its token until a 401, and one that knows no tokens.</summary>
public sealed class CurlTests : ClientTests
{
    private const string Region = "latest/meta-data/placement/region";

    private protected override bool RecoversWithinARead => true;

    private protected override async Task<IImdsClient> StartAsync(Target imds)
    {
        await Requirement.DemandAsync("curl", "--version");
        return new LineClient(Run.PrepareClient(imds, "bash", Built.File("Programs/curl_client.sh")));
    }

    [Fact]
    public async Task Without_a_token_it_reads_while_tokens_are_optional()
    {
        await Requirement.DemandAsync("curl", "--version");
        await using var posture = await Posture.StartAsync(new MetadataOptions { HttpTokens = HttpTokens.Optional }, hops: 2);

        var role = await CurlAsync(posture, "latest/meta-data/iam/security-credentials/");
        var keys = await CurlAsync(posture, $"latest/meta-data/iam/security-credentials/{role.Output}");

        (await CurlAsync(posture, Region)).Output.ShouldBe(Posture.Region);
        keys.Output.ShouldContain((await posture.ServedAsync(withToken: false)).AccessKeyId!);
        keys.Output.ShouldNotContain((await posture.ServedAsync()).AccessKeyId!);
        posture.Requests.Take(3).ShouldAllBe(r => r.Version == ImdsVersion.V1 && r.Status == 200);
    }

    [Fact]
    public async Task Without_a_token_it_gets_an_empty_401_while_tokens_are_required()
    {
        await Requirement.DemandAsync("curl", "--version");
        await using var posture = await Posture.StartAsync(new MetadataOptions { HttpTokens = HttpTokens.Required });

        var answer = await CurlAsync(posture, Region, "-w", "%{http_code}");

        answer.Output.ShouldBe("401");
    }

    private static async Task<RunResult> CurlAsync(Posture posture, string path, params string[] arguments) =>
        (await Run.ToEndAsync(Run.PrepareClient(posture.Target, "curl", ["-s", .. arguments, new Uri(posture.Target.Address, path).ToString()]))).MustSucceed();
}
