using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Hosting;

namespace FakeImds.Benchmarks.Startup;

/// <summary>From nothing to the first answer, in process.</summary>
internal static class Starts
{
    /// <summary>The yardstick: an empty TestServer, made as its documentation makes it.</summary>
    public static async Task<int> EmptyTestServerAsync()
    {
        using var host = await new HostBuilder()
            .ConfigureWebHost(static web => web.UseTestServer().Configure(static app => app.Run(static _ => Task.CompletedTask)))
            .StartAsync();
        using var client = host.GetTestClient();
        using var answer = await client.GetAsync(new Uri("/", UriKind.Relative));
        return (int)answer.StatusCode;
    }

    public static async Task<int> FakeImdsAsync()
    {
        await using var imds = new ImdsEmulator();
        using var client = imds.CreateClient();
        using var answer = await client.GetAsync(new Uri("latest/meta-data/instance-id", UriKind.Relative));
        return (int)answer.StatusCode;
    }
}
