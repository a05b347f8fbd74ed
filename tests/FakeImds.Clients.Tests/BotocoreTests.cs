namespace FakeImds.Clients.Tests;

/// <summary>botocore, on which boto3 and the AWS CLI stand.</summary>
public sealed class BotocoreTests : ClientTests
{
    private protected override async Task<IImdsClient> StartAsync(Target imds)
    {
        await Requirement.DemandAsync("python3", "-c", "import botocore.session");
        return new LineClient(Run.PrepareClient(imds, "python3", Built.File("Programs/botocore_client.py")));
    }
}
