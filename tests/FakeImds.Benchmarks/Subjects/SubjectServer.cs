using System.Globalization;
using System.Net;
using FakeImds.Ec2;

namespace FakeImds.Benchmarks.Subjects;

/// <summary>A server process under load: one address that keeps connections alive and one that closes them.</summary>
internal static class SubjectServer
{
    public const string Bare = "bare";
    public const string FakeImds = "fakeimds";

    /// <summary>Prints the two ports and serves until its standard input ends.</summary>
    public static async Task ServeAsync(string subject)
    {
        await using var kept = await StartAsync(subject, keepAlive: true);
        await using var closed = await StartAsync(subject, keepAlive: false);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kept.Endpoint.Port} {closed.Endpoint.Port}"));
        await Console.In.ReadToEndAsync();
    }

    /// <summary>FakeImds as its users start it on loopback, with tokens required.</summary>
    public static ImdsEmulatorOptions EmulatorOptions(bool keepAlive) => new()
    {
        KeepAlive = keepAlive,
        MetadataOptions = new MetadataOptions { HttpTokens = HttpTokens.Required },
    };

    private static async Task<Running> StartAsync(string subject, bool keepAlive)
    {
        if (subject == Bare)
        {
            var bare = await BareKestrel.StartAsync(keepAlive);
            return new Running(bare.Endpoint, bare);
        }

        var imds = new ImdsEmulator(EmulatorOptions(keepAlive));
        return new Running(new IPEndPoint(IPAddress.Loopback, (await imds.ListenOnLoopbackAsync()).Port), imds);
    }

    private sealed record Running(IPEndPoint Endpoint, IAsyncDisposable Server) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
