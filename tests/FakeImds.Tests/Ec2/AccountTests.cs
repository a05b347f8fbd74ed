using FakeImds.Ec2;

namespace FakeImds.Tests.Ec2;

public sealed class AccountTests
{
    private readonly Ec2Account _account = new();

    [Theory]
    [InlineData("us-east-1")]
    [InlineData("ap-southeast-2")]
    [InlineData("us-gov-west-1")]
    [InlineData("us-iso-east-1")]
    [InlineData("eusc-de-east-1")]
    [InlineData("us-east-10")]
    public void A_well_formed_name_is_a_Region_and_always_the_same_one(string name)
    {
        _account.Region(name).Name.ShouldBe(name);
        _account.Region(name).ShouldBeSameAs(_account.Region(name));
        _account.Regions.ShouldHaveSingleItem().Account.ShouldBeSameAs(_account);
    }

    [Theory]
    [InlineData("")]
    [InlineData("us-east")]
    [InlineData("us-east-1a")]
    [InlineData("US-EAST-1")]
    [InlineData("us-east-1 ")]
    [InlineData("us--1")]
    [InlineData("us-east-100")]
    [InlineData("-us-east-1")]
    [InlineData("us-a-b-c-1")]
    [InlineData("us/../east-1")]
    [InlineData("us-éast-1")]
    public void Another_name_is_refused(string name)
    {
        Should.Throw<ArgumentException>(() => _account.Region(name)).Message.ShouldStartWith($"'{name}' is not a Region name.");
        _account.Regions.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345678901")]
    [InlineData("1234567890123")]
    [InlineData("12345678901x")]
    [InlineData("١٢٣٤٥٦٧٨٩٠١٢")]
    public void An_account_id_has_12_digits(string id) =>
        Should.Throw<ArgumentException>(() => new Ec2Account(new() { AccountId = id })).Message.ShouldContain($"'{id}'");

    [Fact]
    public void The_clock_is_required_and_the_transition_time_not_negative()
    {
        Should.Throw<ArgumentNullException>(() => new Ec2Account(new() { TimeProvider = null! }));
        Should.Throw<ArgumentException>(() => new Ec2Account(new() { TransitionTime = TimeSpan.FromTicks(-1) }));
    }

    [Fact]
    public void Later_changes_of_the_settings_do_not_reach_the_account()
    {
        var options = new Ec2AccountOptions { Seed = 1 };
        var account = new Ec2Account(options);
        (options.Seed, options.AccountId, options.StrictHttpEndpoint) = (2, "999999999999", true);

        (account.Seed, account.AccountId, account.StrictHttpEndpoint).ShouldBe((1, "123456789012", false));
    }

    [Fact]
    public void Null_is_refused_where_something_is_needed()
    {
        var region = _account.Region("us-east-1");
        var instance = region.Launch();
        Action[] calls =
        [
            () => _account.Region(null!),
            () => region.ModifyInstanceMetadataDefaults(null!),
            () => region.Images.Find(null!), () => region.Images.Get(null!), () => region.Images.Register((Ec2Image)null!),
            () => region.Images.Copy(null!, "copy"), () => region.Images.CreateFrom(null!, "image"),
            () => region.LaunchTemplates.Create("web", null!), () => region.LaunchTemplates.Get(null!),
            () => region.Instances.Get(null!), () => region.Instances.Run(null!), () => region.Instances.Decide(null!),
            () => instance.ModifyMetadataOptions(null!), () => instance.Update(null!), () => instance.PushSshPublicKey(null!, "key"),
            () => MetadataOptionsPrecedence.Decide(null!), () => instance.MetadataOptions.Options.With(null!),
            () => new AccountMetadataDefaults().With(null!), () => _ = new Ec2Exception(null!),
            () => LiteralValue.Text(null!), () => LiteralValue.Bytes([], null!),
        ];

        calls.ShouldAllBe(call => Should.Throw<ArgumentNullException>(call, (string?)null) != null);
    }

    [Fact]
    public void An_instance_keeps_its_id()
    {
        var instance = _account.Region("us-east-1").Launch();
        var before = instance.Snapshot;

        Should.Throw<ArgumentException>(() => instance.Update(d => d with { InstanceId = "i-1" })).Message.ShouldContain("i-1");

        instance.Snapshot.ShouldBeSameAs(before);
    }
}
