using System.Net;
using FakeImds;
using FakeImds.Hops;
using FakeImds.Iac;

namespace OwnTemplate.Tests;

/// <summary>The app under the metadata options that its own template gives its host.</summary>
public sealed class GreeterTests
{
    private const int Container = 2;

    private static readonly string[] s_files = [Beside("stack.yaml"), Beside("images.json"), Beside("account.json")];

    [Fact]
    public async Task In_its_container_it_knows_where_it_runs()
    {
        await using var imds = AccountFiles.Read(s_files).Emulate("Host");

        var greeting = await new Greeter(imds.CreateClient(hops: Container)).GreetAsync();

        greeting.ShouldBe($"Hello from {imds.Instance.InstanceId} (t3.small) in us-east-1");
    }

    [Fact]
    public async Task In_dev_the_hop_limit_keeps_its_container_in_the_dark()
    {
        await using var imds = AccountFiles.Read(s_files, new AccountFilesOptions { Parameters = { ["Stage"] = "dev" } })
            .Emulate("Host", static o => o.WithheldResponseTime = TimeSpan.FromMilliseconds(100));

        (await new Greeter(imds.CreateClient(hops: Container)).GreetAsync()).ShouldBe("Hello from nowhere");
        (await new Greeter(imds.CreateClient()).GreetAsync()).ShouldStartWith("Hello from i-");
    }

    [Fact]
    public async Task It_works_over_a_socket_too()
    {
        await using var imds = AccountFiles.Read(s_files)
            .Emulate("Host", static o => o.ClientHops.Add(new ClientHops(IPNetwork.Parse("127.0.0.0/8"), Container)));
        using var http = new HttpClient { BaseAddress = await imds.ListenOnLoopbackAsync(cancellationToken: TestContext.Current.CancellationToken) };

        (await new Greeter(http).GreetAsync()).ShouldStartWith("Hello from i-");
    }

    [Theory]
    [InlineData("prod", "2")]
    [InlineData("dev", "1")]
    public void The_account_enforces_tokens_and_the_template_keeps_to_it(string stage, string hopLimit)
    {
        var launches = AccountFiles.Read(s_files, new AccountFilesOptions { Parameters = { ["Stage"] = stage } }).Explain();

        launches["Host"].Verdict.ShouldBe(LaunchVerdict.Succeeds, launches.ToString());
        launches["Host"].HttpTokens.Value.ShouldBe("required");
        launches["Host"].HttpPutResponseHopLimit.Value.ShouldBe(hopLimit);
    }

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);
}
