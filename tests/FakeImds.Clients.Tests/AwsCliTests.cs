namespace FakeImds.Clients.Tests;

/// <summary>The AWS CLI, version 1 or 2.</summary>
public sealed class AwsCliTests : ClientTests
{
    private protected override async Task<IImdsClient> StartAsync(Target imds)
    {
        await Requirement.DemandAsync("aws", "--version");
        return new AwsCliClient(imds);
    }

    private protected override Finding Visible(Finding served, Finding found) =>
        served with { SecretAccessKey = null, Region = found.Region is null ? null : served.Region };
}
