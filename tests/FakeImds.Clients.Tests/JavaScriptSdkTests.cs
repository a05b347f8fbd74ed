namespace FakeImds.Clients.Tests;

/// <summary>@aws-sdk/credential-providers and @aws-sdk/ec2-metadata-service from npm.</summary>
public sealed class JavaScriptSdkTests(NodeModules modules) : ClientTests, IClassFixture<NodeModules>
{
    private protected override async Task<IImdsClient> StartAsync(Target imds)
    {
        await NodeModules.DemandAsync();
        return new LineClient(Run.PrepareClient(imds, "node", Path.Combine(modules.Folder, "client.mjs")));
    }
}
