using FakeImds.Ec2;

namespace FakeImds.Tests.Ec2;

public sealed class ObserverTests
{
    [Fact]
    public void A_launch_for_which_an_observer_has_not_enough_launches_nothing()
    {
        var account = new Ec2Account();
        var (first, second) = (new Observer(), new Observer { Refuses = true });
        account.Observers.Add(first);
        account.Observers.Add(second);
        var region = account.Region("us-east-1");
        var request = new RunInstancesRequest { ImageId = region.Images.Register("plain").ImageId, Count = 2 };
        Should.Throw<Ec2Exception>(() => region.Instances.Run(request));
        region.Instances.All.ShouldBeEmpty();
        first.Told.ShouldBe(["expect 2", "dispose"]);

        account.Observers.Remove(second);
        var launched = region.Instances.Run(request);
        launched[0].Terminate();
        launched[0].Terminate();
        region.Instances.Forget(launched[0].InstanceId);
        region.Instances.Forget(launched[1].InstanceId);
        first.Told.Skip(2).ShouldBe(["expect 2", "welcome 2", "dispose", $"forget {launched[0].InstanceId}", $"forget {launched[0].InstanceId}", $"forget {launched[1].InstanceId}"]);
    }

    [Fact]
    public void An_observer_that_comes_during_a_launch_is_told_of_its_instances()
    {
        var account = new Ec2Account();
        var region = account.Region("us-east-1");
        var late = new Observer();
        var request = new RunInstancesRequest
        {
            ImageId = region.Images.Register("plain").ImageId,
            Describe = d =>
            {
                account.Observers.Add(late);
                return d;
            },
        };
        region.Instances.Run(request);
        late.Told.ShouldBe(["expect 1", "welcome 1", "dispose"]);
    }

    [Fact]
    public void Where_one_cannot_follow_an_option_the_others_go_back()
    {
        using var emulator = new ImdsEmulator();
        var instance = emulator.Instance;
        List<OptionState> followed = [];
        instance.OptionsFollowers.Add(() => followed.Add(instance.Snapshot.MetadataOptions.HttpProtocolIpv6.Value));
        instance.OptionsFollowers.Add(() => _ = instance.Snapshot.MetadataOptions.HttpProtocolIpv6.Value is OptionState.Enabled ? throw new IOException("no address") : 0);
        Should.Throw<IOException>(() => instance.ModifyMetadataOptions(new() { HttpProtocolIpv6 = OptionState.Enabled }));
        followed.ShouldBe([OptionState.Enabled, OptionState.Disabled]);
        instance.Snapshot.MetadataOptions.HttpProtocolIpv6.Value.ShouldBe(OptionState.Disabled);
    }

    private sealed class Observer : IInstanceObserver, IExpectedInstances
    {
        public List<string> Told { get; } = [];

        public bool Refuses { get; init; }

        public IExpectedInstances Expect(int count)
        {
            if (Refuses)
            {
                throw new Ec2Exception(new Ec2Error("InsufficientInstanceCapacity", "No more."));
            }

            Told.Add($"expect {count}");
            return this;
        }

        public void Welcome(IReadOnlyList<Ec2Instance> instances) => Told.Add($"welcome {instances.Count}");

        public void Forget(Ec2Instance instance) => Told.Add($"forget {instance.InstanceId}");

        public void Dispose() => Told.Add("dispose");
    }
}
