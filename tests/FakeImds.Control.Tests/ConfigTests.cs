namespace FakeImds.Control.Tests;

public sealed class ConfigTests
{
    [Fact]
    public async Task An_account_that_no_config_made_can_not_be_configured()
    {
        await using var host = await ControlHost.StartAsync();
        (await host.MustFailAsync("PUT", "fakeimds/config", "{}"))
            .ShouldBe((409, "this account is not made from a config file; change it with the EC2 API"));
    }

    [Fact]
    public async Task A_config_is_given_to_who_asked_for_it_and_a_refusal_is_told()
    {
        string? given = null;
        await using var host = await ControlHost.StartAsync(options: new ControlOptions
        {
            Configure = config =>
            {
                given = System.Text.Encoding.UTF8.GetString(config.Span);
                return Task.FromResult(given is "{}" ? null : "fakeimds: not this one");
            },
        });
        (await host.MustAsync("PUT", "fakeimds/config", "{}"))["Instances"]!.AsArray().Count.ShouldBe(1);
        (await host.MustFailAsync("PUT", "fakeimds/config", "[]")).ShouldBe((400, "not this one"));
        given.ShouldBe("[]");
    }
}
