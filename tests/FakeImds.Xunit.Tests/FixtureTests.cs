using FakeImds.Ec2;
using FakeImds.Xunit;

namespace FakeImds.Xunit.Tests;

public sealed class FixtureTests(FixtureTests.StrictFixture imds) : IClassFixture<FixtureTests.StrictFixture>
{
    private const string InstanceType = "latest/meta-data/instance-type";

    [Fact]
    public async Task A_fixture_is_there_in_process_and_on_a_port_with_a_journal()
    {
        using var inProcess = imds.Emulator.CreateClient();
        using var onPort = new HttpClient { BaseAddress = imds.Address };
        (await ReadAsync(inProcess)).ShouldBe("t3.micro");
        (await ReadAsync(onPort)).ShouldBe("t3.micro");
        imds.Emulator.Journal.V1Requests.ShouldBeEmpty();
        imds.Emulator.Journal.LeastHopLimit.ShouldBe(1);
        imds.EnvironmentVariables["AWS_EC2_METADATA_SERVICE_ENDPOINT"].ShouldStartWith("http://127.0.0.1:");
    }

    [Theory]
    [ImdsPostures]
    public async Task A_client_of_IMDSv2_works_wherever_it_gets_a_token(ImdsPosture posture)
    {
        TestContext.Current.Test!.TestDisplayName.ShouldContain(posture.Name);
        await using var emulator = posture.Emulate(static o => o.WithheldResponseTime = TimeSpan.FromMilliseconds(50));
        using var client = emulator.CreateClient(posture.Hops);
        var read = ReadAsync(client);
        if (posture.GivesTokens)
        {
            (await read).ShouldBe("t3.micro");
            emulator.Journal.LeastHopLimit.ShouldBe(posture.Hops);
        }
        else
        {
            await Should.ThrowAsync<HttpRequestException>(read);
        }
    }

    [Theory]
    [ImdsPostures("v2-hop1-instance")]
    public void Postures_can_be_named(ImdsPosture posture) => posture.Name.ShouldBe("v2-hop1-instance");

    [Fact]
    public void A_posture_that_is_not_there_is_said() =>
        Should.Throw<ArgumentException>(static () => new ImdsPosturesAttribute("v3")).Message.ShouldContain("There is no posture 'v3'");

    private static async Task<string> ReadAsync(HttpClient client)
    {
        using var put = new HttpRequestMessage(HttpMethod.Put, "latest/api/token") { Headers = { { "X-aws-ec2-metadata-token-ttl-seconds", "60" } } };
        using var issued = await client.SendAsync(put, TestContext.Current.CancellationToken);
        using var get = new HttpRequestMessage(HttpMethod.Get, InstanceType)
        {
            Headers = { { "X-aws-ec2-metadata-token", await issued.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken) } },
        };
        using var answer = await client.SendAsync(get, TestContext.Current.CancellationToken);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public sealed class StrictFixture : ImdsFixture
    {
        protected override void Configure(ImdsEmulatorOptions options) => options.MetadataOptions = new MetadataOptions { HttpTokens = HttpTokens.Required };
    }
}
