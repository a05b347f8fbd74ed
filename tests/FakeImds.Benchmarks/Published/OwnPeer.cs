using System.Net;
using FakeImds.Benchmarks.Subjects;
using FakeImds.Ec2Api;

namespace FakeImds.Benchmarks.Published;

/// <summary>What <c>peer</c> runs: a server in this program, in place of a published one.</summary>
internal static class OwnPeer
{
    public const string Api = "api";

    /// <summary>Prints the address and serves until it is killed.</summary>
    public static async Task ServeAsync(string subject)
    {
        var (endpoint, server) = await StartAsync(subject);
        await using (server)
        {
            Console.WriteLine($"Listening on http://{endpoint}");
            await Task.Delay(Timeout.Infinite);
        }
    }

    private static async Task<(IPEndPoint Endpoint, IAsyncDisposable Server)> StartAsync(string subject)
    {
        if (subject == SubjectServer.Bare)
        {
            var bare = await BareKestrel.StartAsync(keepAlive: true);
            return (bare.Endpoint, bare);
        }

        var options = SubjectServer.EmulatorOptions(keepAlive: true);
        options.Account.LenientImageIds = true;
        var imds = new ImdsEmulator(options);
        return subject == Api
            ? (await new Ec2ApiServer(imds).StartAsync(), imds)
            : (await imds.ListenAsync(new IPEndPoint(IPAddress.Loopback, 0)), imds);
    }
}
