namespace FakeImds.Clients.Tests;

/// <summary>AWSSDK.Core. It fetches a token for each operation and never falls back to v1.</summary>
public sealed class DotNetSdkTests : ClientTests
{
    /// <summary>This SDK waits 5 s three times for each token; the wire tests let it. Here the connection ends sooner.</summary>
    private protected override TimeSpan WithheldResponseTime => TimeSpan.FromMilliseconds(200);

    private protected override Task<IImdsClient> StartAsync(Target imds) =>
        Task.FromResult<IImdsClient>(new LineClient(Run.PrepareClient(imds, Run.Dotnet, Built.DotNetSdkProgram)));
}
