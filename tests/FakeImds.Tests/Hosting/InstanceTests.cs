using FakeImds.Ec2;

namespace FakeImds.Tests.Hosting;

/// <summary>The emulator and the instances of its account.</summary>
public sealed class InstanceTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stopped_instance_has_no_service_and_a_started_one_has_it_again(bool inProcess)
    {
        await using var imds = new ImdsEmulator();
        using var client = inProcess ? imds.CreateClient() : Requests.At(await imds.ListenOnLoopbackAsync(cancellationToken: Cancelled));
        await client.ReadAsync(Requests.InstanceId);

        imds.Instance.Stop();
        var refused = await Should.ThrowAsync<HttpRequestException>(client.ReadAsync(Requests.InstanceId));
        refused.StatusCode.ShouldBeNull();

        imds.Instance.Start();
        (await client.ReadAsync(Requests.InstanceId)).ShouldBe(imds.Instance.InstanceId);

        imds.Instance.Terminate();
        await Should.ThrowAsync<HttpRequestException>(client.ReadAsync(Requests.InstanceId));
    }

    [Fact]
    public async Task Instances_launched_in_the_account_have_services_of_their_own()
    {
        await using var imds = new ImdsEmulator(Requests.Options(new MetadataOptions { HttpTokens = HttpTokens.Required }));
        var region = imds.Account.Region("eu-west-1");
        var image = region.Images.Register("image", imdsSupport: null);
        var launched = region.Instances.Run(new RunInstancesRequest { ImageId = image.ImageId, Count = 2 });
        using var first = imds.CreateClient();
        using var second = imds.CreateClient(instance: launched[0]);
        using var third = Requests.At(await imds.ListenOnLoopbackAsync(launched[1], Cancelled));

        (await first.ReadWithTokenAsync(Requests.InstanceId, await first.TokenAsync())).ShouldBe(imds.Instance.InstanceId);
        (await second.ReadAsync(Requests.InstanceId)).ShouldBe(launched[0].InstanceId);
        (await second.ReadAsync("latest/meta-data/placement/region")).ShouldBe("eu-west-1");
        (await third.ReadAsync(Requests.InstanceId)).ShouldBe(launched[1].InstanceId);
        await Should.ThrowAsync<HttpRequestException>(async () => await second.ReadWithTokenAsync(Requests.InstanceId, await first.TokenAsync()));

        launched[0].ModifyMetadataOptions(new MetadataOptions { HttpEndpoint = OptionState.Disabled });
        await Should.ThrowAsync<HttpRequestException>(second.ReadAsync(Requests.InstanceId));
        (await third.ReadAsync(Requests.InstanceId)).ShouldBe(launched[1].InstanceId);
    }

    [Fact]
    public async Task The_metadata_service_of_a_forgotten_instance_is_not_kept()
    {
        await using var imds = new ImdsEmulator();
        var forgotten = LaunchAskAndForget(imds);

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        forgotten.TryGetTarget(out _).ShouldBeFalse();
    }

    // Not in the test itself: its frame would keep the instance. Blocking for the same reason.
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference<Ec2Instance> LaunchAskAndForget(ImdsEmulator imds)
    {
        var region = imds.Account.Region("us-east-1");
        var instance = region.Instances.Run(new RunInstancesRequest { ImageId = imds.Instance.Snapshot.Description.ImageId })[0];
        using (var client = imds.CreateClient(instance: instance))
        {
            client.ReadAsync(Requests.InstanceId).GetAwaiter().GetResult().ShouldBe(instance.InstanceId);
        }

        region.Instances.Forget(instance.InstanceId).ShouldBeTrue();
        return new WeakReference<Ec2Instance>(instance);
    }

    [Fact]
    public async Task An_instance_of_another_account_is_refused()
    {
        await using var imds = new ImdsEmulator();
        await using var other = new ImdsEmulator();

        var refused = Should.Throw<ArgumentException>(() => imds.CreateClient(instance: other.Instance));
        refused.Message.ShouldStartWith($"Instance {other.Instance.InstanceId} was not launched in this emulator's account.");
        refused.ParamName.ShouldBe("instance");
        await Should.ThrowAsync<ArgumentException>(() => imds.ListenOnLoopbackAsync(other.Instance, Cancelled));
    }

    [Fact]
    public void A_launch_that_the_account_forbids_is_EC2s_error()
    {
        var options = new ImdsEmulatorOptions
        {
            AccountMetadataDefaults = new AccountMetadataDefaults { HttpTokensEnforced = DefaultOptionState.Enabled },
            MetadataOptions = new MetadataOptions { HttpTokens = HttpTokens.Optional },
        };

        Should.Throw<Ec2Exception>(() => new ImdsEmulator(options)).Error.Code.ShouldBe("UnsupportedOperation");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void An_answer_cannot_be_withheld_for_no_time(int seconds) =>
        Should.Throw<ArgumentException>(() => new ImdsEmulator(new ImdsEmulatorOptions { WithheldResponseTime = TimeSpan.FromSeconds(seconds) }))
            .Message.ShouldStartWith("WithheldResponseTime ");
}
