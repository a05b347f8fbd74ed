using FakeImds.Ec2;
using Microsoft.Extensions.Time.Testing;

namespace FakeImds.Tests.Ec2;

public sealed class PushedSshKeyTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Ec2Instance _instance;

    public PushedSshKeyTests()
    {
        _instance = TestRegion.New(o => o.TimeProvider = _time).Launch();
        _instance.Update(d => d with { ManagedSshKeys = new ManagedSshKeys { SignerCert = "PEM" } });
    }

    [Fact]
    public void A_pushed_key_is_there_for_60_seconds()
    {
        _instance.PushSshPublicKey("ec2-user", "key");
        _time.Advance(TimeSpan.FromSeconds(60) - TimeSpan.FromTicks(1));
        Keys().ShouldBe(["ec2-user=key"]);

        _time.Advance(TimeSpan.FromTicks(1));

        Keys().ShouldBeEmpty();
        _instance.Snapshot.Description.ManagedSshKeys!.SignerCert.ShouldBe("PEM");
    }

    [Theory]
    [InlineData("other")]
    [InlineData("key")]
    public void A_newer_push_survives_the_end_of_the_older_also_when_it_is_the_same_key(string newer)
    {
        _instance.PushSshPublicKey("ec2-user", "key");
        _time.Advance(TimeSpan.FromSeconds(40));
        _instance.PushSshPublicKey("ec2-user", newer);

        _time.Advance(TimeSpan.FromSeconds(40));
        Keys().ShouldBe(["ec2-user=" + newer]);

        _time.Advance(TimeSpan.FromSeconds(20));
        Keys().ShouldBeEmpty();
    }

    [Fact]
    public void Keys_of_two_users_end_each_at_its_time()
    {
        _instance.PushSshPublicKey("a", "key");
        _time.Advance(TimeSpan.FromSeconds(30));
        _instance.PushSshPublicKey("b", "key");
        Keys().ShouldBe(["a=key", "b=key"]);

        _time.Advance(TimeSpan.FromSeconds(30));

        Keys().ShouldBe(["b=key"]);
    }

    [Fact]
    public void An_end_finds_nothing_to_do_when_the_keys_are_gone()
    {
        _instance.PushSshPublicKey("ec2-user", "key");
        _instance.Update(d => d with { ManagedSshKeys = null });

        _time.Advance(TimeSpan.FromMinutes(2));

        _instance.Snapshot.Description.ManagedSshKeys.ShouldBeNull();
    }

    [Fact]
    public void An_instance_without_managed_keys_refuses_a_push()
    {
        _instance.Update(d => d with { ManagedSshKeys = null });

        Should.Throw<InvalidOperationException>(() => _instance.PushSshPublicKey("ec2-user", "key")).Message.ShouldContain(_instance.InstanceId);
        Should.Throw<ArgumentException>(() => _instance.PushSshPublicKey("", "key"));
        Should.Throw<ArgumentException>(() => _instance.PushSshPublicKey("ec2-user", " "));
    }

    private IEnumerable<string> Keys() => _instance.Snapshot.Description.ManagedSshKeys!.ActiveKeys.Select(k => $"{k.Key}={k.Value}");
}
