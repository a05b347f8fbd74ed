using Amazon.EC2;
using Amazon.EC2.Model;

namespace FakeImds.Ec2Api.Tests;

public sealed class AccountDefaultsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Defaults_are_told_as_they_were_set_and_new_instances_follow()
    {
        await using var host = await ApiHost.StartAsync();
        var before = await Ec2Launch.OneAsync(host, host.Image());
        (await host.Ec2.ModifyInstanceMetadataDefaultsAsync(
            new ModifyInstanceMetadataDefaultsRequest { HttpTokens = "required", HttpPutResponseHopLimit = 2, InstanceMetadataTags = "enabled" }, Cancel)).Return.ShouldBe(true);
        await host.Ec2.ModifyInstanceMetadataDefaultsAsync(new ModifyInstanceMetadataDefaultsRequest { HttpTokensEnforced = "enabled" }, Cancel);

        var told = (await host.Ec2.GetInstanceMetadataDefaultsAsync(new GetInstanceMetadataDefaultsRequest(), Cancel)).AccountLevel;
        told.HttpTokens.Value.ShouldBe("required");
        told.HttpPutResponseHopLimit.ShouldBe(2);
        told.InstanceMetadataTags.Value.ShouldBe("enabled");
        told.HttpTokensEnforced.Value.ShouldBe("enabled");
        told.ManagedBy.Value.ShouldBe("account");
        told.HttpEndpoint.ShouldBeNull();

        var after = await Ec2Launch.OneAsync(host, host.Image("second"));
        after.MetadataOptions.HttpTokens.Value.ShouldBe("required");
        after.MetadataOptions.HttpPutResponseHopLimit.ShouldBe(2);
        await DataPlane.MustAgreeAsync(after);
        (await Ec2Launch.DescribeAsync(host, before.InstanceId)).MetadataOptions.HttpTokens.Value.ShouldBe("optional");
    }

    [Fact]
    public async Task No_preference_takes_a_default_back()
    {
        await using var host = await ApiHost.StartAsync();
        await host.Ec2.ModifyInstanceMetadataDefaultsAsync(new ModifyInstanceMetadataDefaultsRequest { HttpTokens = "required", HttpPutResponseHopLimit = 2 }, Cancel);
        await host.Ec2.ModifyInstanceMetadataDefaultsAsync(new ModifyInstanceMetadataDefaultsRequest { HttpTokens = "no-preference", HttpPutResponseHopLimit = -1 }, Cancel);
        var told = (await host.Ec2.GetInstanceMetadataDefaultsAsync(new GetInstanceMetadataDefaultsRequest(), Cancel)).AccountLevel;
        told.HttpTokens.ShouldBeNull();
        told.HttpPutResponseHopLimit.ShouldBeNull();
        (await Ec2Launch.OneAsync(host, host.Image())).MetadataOptions.HttpTokens.Value.ShouldBe("optional");
    }

    [Fact]
    public async Task Each_Region_has_its_own_defaults()
    {
        await using var host = await ApiHost.StartAsync();
        using var ireland = host.Client("eu-west-1");
        await ireland.ModifyInstanceMetadataDefaultsAsync(new ModifyInstanceMetadataDefaultsRequest { HttpTokens = "required" }, Cancel);
        (await ireland.GetInstanceMetadataDefaultsAsync(new GetInstanceMetadataDefaultsRequest(), Cancel)).AccountLevel.HttpTokens.Value.ShouldBe("required");
        (await host.Ec2.GetInstanceMetadataDefaultsAsync(new GetInstanceMetadataDefaultsRequest(), Cancel)).AccountLevel.HttpTokens.ShouldBeNull();
    }

    [Fact]
    public async Task ManagedBy_can_be_left_out()
    {
        await using var host = await ApiHost.StartAsync(static o => o.ShowManagedBy = false);
        (await host.Ec2.GetInstanceMetadataDefaultsAsync(new GetInstanceMetadataDefaultsRequest(), Cancel)).AccountLevel.ManagedBy.ShouldBeNull();
    }

    [Fact]
    public async Task What_a_declarative_policy_sets_the_account_cannot_modify()
    {
        await using var host = await ApiHost.StartAsync();
        host.Region.DeclarativePolicy = new FakeImds.Ec2.DeclarativePolicy
        {
            Defaults = new FakeImds.Ec2.AccountMetadataDefaults { HttpTokens = FakeImds.Ec2.DefaultHttpTokens.Required },
            ExceptionMessage = "Ask the platform team.",
        };
        var told = (await host.Ec2.GetInstanceMetadataDefaultsAsync(new GetInstanceMetadataDefaultsRequest(), Cancel)).AccountLevel;
        (told.HttpTokens.Value, told.ManagedBy.Value, told.ManagedExceptionMessage).ShouldBe(("required", "declarative-policy", "Ask the platform team."));
        var error = await Should.ThrowAsync<AmazonEC2Exception>(host.Ec2.ModifyInstanceMetadataDefaultsAsync(
            new ModifyInstanceMetadataDefaultsRequest { HttpTokens = "optional" }, Cancel));
        (error.ErrorCode, error.Message).ShouldBe(("OperationNotPermitted", "Ask the platform team."));
        await host.Ec2.ModifyInstanceMetadataDefaultsAsync(new ModifyInstanceMetadataDefaultsRequest { HttpPutResponseHopLimit = 4 }, Cancel);
        var instance = await Ec2Launch.OneAsync(host, host.Image());
        (instance.MetadataOptions.HttpTokens.Value, instance.MetadataOptions.HttpPutResponseHopLimit).ShouldBe(("required", 4));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    [InlineData(-2)]
    public async Task A_hop_limit_out_of_range_is_refused(int hops)
    {
        await using var host = await ApiHost.StartAsync();
        var error = await Should.ThrowAsync<AmazonEC2Exception>(host.Ec2.ModifyInstanceMetadataDefaultsAsync(
            new ModifyInstanceMetadataDefaultsRequest { HttpPutResponseHopLimit = hops }, Cancel));
        error.ErrorCode.ShouldBe("InvalidParameterValue");
        host.Region.MetadataDefaults.IsEmpty.ShouldBeTrue();
    }
}
