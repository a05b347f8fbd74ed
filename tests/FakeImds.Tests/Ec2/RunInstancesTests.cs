using System.Collections.Immutable;
using FakeImds.Ec2;

namespace FakeImds.Tests.Ec2;

public sealed class RunInstancesTests
{
    private readonly Ec2Region _region = TestRegion.New();

    [Fact]
    public void All_instances_of_a_launch_share_the_reservation_and_are_numbered()
    {
        var instances = _region.Instances.Run(_region.WithImage(new() { Count = 3 }));

        var descriptions = instances.Select(i => i.Snapshot.Description).ToList();
        descriptions.Select(d => d.AmiLaunchIndex).ShouldBe([0, 1, 2]);
        descriptions.Select(d => d.ReservationId).Distinct().ShouldHaveSingleItem();
        _region.Instances.All.ShouldBe(instances, ignoreOrder: true);
        _region.Launch().Snapshot.Description.ReservationId.ShouldNotBe(descriptions[0].ReservationId);
    }

    [Fact]
    public void A_launch_that_fails_at_its_last_instance_launches_none_and_uses_no_id()
    {
        var request = _region.WithImage(new() { Count = 3, MetadataOptions = new() { InstanceMetadataTags = OptionState.Enabled } });
        var bad = request with { Describe = d => d with { Tags = TestRegion.Tags(d.AmiLaunchIndex is 2 ? "Patch Group" : "Name") } };

        TestRegion.Refusal(() => _region.Instances.Run(bad)).Message.ShouldBe(TestRegion.BadKeyMessage);

        _region.Instances.All.ShouldBeEmpty();
        _region.Launch().InstanceId.ShouldBe(TestRegion.New().Launch().InstanceId);
    }

    [Fact]
    public void A_description_that_throws_launches_none()
    {
        Should.Throw<TimeZoneNotFoundException>(() => _region.Launch(new RunInstancesRequest { Describe = _ => throw new TimeZoneNotFoundException() }));

        _region.Instances.All.ShouldBeEmpty();
    }

    [Fact]
    public void Two_instances_never_have_one_id()
    {
        var request = _region.WithImage(new() { Describe = d => d with { InstanceId = "i-1" } });

        Should.Throw<ArgumentException>(() => _region.Instances.Run(request with { Count = 2 })).Message.ShouldContain("i-1");
        _region.Instances.All.ShouldBeEmpty();

        var first = _region.Launch(request);
        Should.Throw<ArgumentException>(() => _region.Launch(request)).Message.ShouldContain("i-1");
        _region.Instances.Get("i-1").ShouldBeSameAs(first);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1001)]
    public void The_count_is_1_to_1000(int count)
    {
        TestRegion.Refusal(() => _region.Instances.Run(_region.WithImage(new() { Count = count }))).Code.ShouldBe("InvalidParameterValue");
        _region.Instances.Run(_region.WithImage(new() { Count = 1000 })).Count.ShouldBe(1000);
    }

    [Fact]
    public void An_image_is_required() =>
        TestRegion.Refusal(() => _region.Instances.Run(new())).ShouldBe(
            new Ec2Error("MissingParameter", "The request must contain the parameter ImageId"));

    [Fact]
    public void User_data_ends_at_16_KiB()
    {
        TestRegion.Refusal(() => Launch(16385)).Code.ShouldBe("InvalidParameterValue");
        Launch(16384).Snapshot.Description.UserData.Length.ShouldBe(16384);

        Ec2Instance Launch(int bytes) => _region.Launch(new RunInstancesRequest { UserData = ImmutableArray.Create(new byte[bytes]) });
    }

    [Theory]
    [InlineData("us-east-1b", "use1-az2")]
    [InlineData("us-east-1f", "use1-az6")]
    [InlineData(null, "use1-az1")]
    public void A_zone_of_the_Region_has_its_id(string? zone, string id)
    {
        var placement = _region.Launch(new RunInstancesRequest { Placement = new() { AvailabilityZone = zone } }).Snapshot.Description.Placement;

        (placement.AvailabilityZone, placement.AvailabilityZoneId).ShouldBe((zone ?? "us-east-1a", id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("us-east-1")]
    [InlineData("us-east-1A")]
    [InlineData("us-east-11")]
    [InlineData("us-east-1ab")]
    [InlineData("eu-west-1a")]
    public void A_zone_outside_the_Region_is_refused(string zone) =>
        TestRegion.Refusal(() => _region.Launch(new RunInstancesRequest { Placement = new() { AvailabilityZone = zone } })).Code.ShouldBe("InvalidParameterValue");

    [Fact]
    public void Decide_tells_what_a_launch_would_get_and_launches_nothing()
    {
        var request = _region.WithImage(new() { MetadataOptions = new() { HttpPutResponseHopLimit = 5 } });

        var options = _region.Instances.Decide(request).Options;

        _region.Instances.All.ShouldBeEmpty();
        _region.Launch(request).MetadataOptions.Options.ShouldBe(options);
        _region.ModifyInstanceMetadataDefaults(new() { HttpTokensEnforced = DefaultOptionState.Enabled });
        _region.Instances.Decide(request).Error!.Message.ShouldBe(TestRegion.EnforcedMessage);
    }
}
