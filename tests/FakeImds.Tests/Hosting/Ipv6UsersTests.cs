using FakeImds.Ec2;
using FakeImds.Hosting;

namespace FakeImds.Tests.Hosting;

/// <summary>The IPv6 address that instances share is open while one of them has HttpProtocolIpv6 enabled.</summary>
public sealed class Ipv6UsersTests
{
    private static readonly MetadataOptions s_on = new() { HttpProtocolIpv6 = OptionState.Enabled };
    private static readonly MetadataOptions s_off = new() { HttpProtocolIpv6 = OptionState.Disabled };

    [Fact]
    public void It_is_on_while_one_of_the_instances_is()
    {
        using var imds = new ImdsEmulator();
        var other = imds.Account.Region("us-east-1").Instances.Run(new() { ImageId = imds.Instance.Snapshot.Description.ImageId })[0];
        var users = new Ipv6Users();
        users.Add(imds.Instance);
        users.Add(other);
        users.IsOn.ShouldBeFalse();

        other.ModifyMetadataOptions(s_on);
        imds.Instance.ModifyMetadataOptions(s_on);
        other.ModifyMetadataOptions(s_off);
        users.IsOn.ShouldBeTrue();

        imds.Instance.ModifyMetadataOptions(s_off);
        users.IsOn.ShouldBeFalse();
    }

    [Fact]
    public void An_instance_added_twice_stays_until_it_is_taken_away_twice()
    {
        using var imds = new ImdsEmulator();
        imds.Instance.ModifyMetadataOptions(s_on);
        var users = new Ipv6Users();
        users.Add(imds.Instance);
        users.Add(imds.Instance);

        users.Remove(imds.Instance);
        users.IsOn.ShouldBeTrue();
        users.Remove(imds.Instance);
        users.IsOn.ShouldBeFalse();
    }

    [Fact]
    public void Where_the_address_can_not_be_opened_the_options_stay_as_they_were()
    {
        using var imds = new ImdsEmulator();
        var users = new Ipv6Users();
        users.Add(imds.Instance);
        users.Changed += static () => throw new InvalidOperationException("no such address");

        Should.Throw<InvalidOperationException>(() => imds.Instance.ModifyMetadataOptions(s_on));

        users.IsOn.ShouldBeFalse();
        imds.Instance.MetadataOptions.Options.HttpProtocolIpv6.Value.ShouldBe(OptionState.Disabled);
    }
}
