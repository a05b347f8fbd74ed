using FakeImds.Ec2;

namespace FakeImds.Tests.Categories;

public sealed class EventTests
{
    private static readonly MaintenanceEvent s_reboot = new()
    {
        EventId = "instance-event-0d59937288b749b32",
        Code = "system-reboot",
        Description = "scheduled reboot",
        NotBefore = new DateTimeOffset(2019, 1, 21, 9, 0, 43, TimeSpan.Zero),
        NotAfter = new DateTimeOffset(2019, 1, 21, 9, 17, 23, TimeSpan.Zero),
    };

    [Fact]
    public async Task No_maintenance_is_an_empty_array()
    {
        using var reader = new MetadataReader();

        (await reader.MetaData("events/")).ShouldBe("maintenance/");
        (await reader.MetaData("events/maintenance/")).ShouldBe("history\nscheduled");
        (await reader.MetaData("events/maintenance/history")).ShouldBe("[]");
        (await reader.MetaData("events/maintenance/scheduled")).ShouldBe("[]");
    }

    [Fact]
    public async Task A_maintenance_event_is_printed_as_in_the_guide()
    {
        using var reader = new MetadataReader(d => d with { ScheduledEvents = [s_reboot] });

        (await reader.MetaData("events/maintenance/scheduled")).ShouldBe("""
            [ {
              "NotBefore" : "21 Jan 2019 09:00:43 GMT",
              "Code" : "system-reboot",
              "Description" : "scheduled reboot",
              "EventId" : "instance-event-0d59937288b749b32",
              "NotAfter" : "21 Jan 2019 09:17:23 GMT",
              "State" : "active"
            } ]
            """.ReplaceLineEndings("\n"));
        (await reader.MetaData("events/maintenance/history")).ShouldBe("[]");
    }

    [Fact]
    public async Task Two_events_are_parted_by_a_comma_and_an_end_may_be_missing()
    {
        var retired = s_reboot with { NotAfter = null, Code = "instance-retirement", State = "completed", Description = "[Completed] over", NotBefore = s_reboot.NotBefore.AddDays(-20) };
        using var reader = new MetadataReader(d => d with { EventHistory = [retired, s_reboot] });

        var history = await reader.MetaData("events/maintenance/history");
        history.ShouldStartWith("[ {\n  \"NotBefore\" : \"1 Jan 2019 09:00:43 GMT\",\n  \"Code\" : \"instance-retirement\",\n  \"Description\" : \"[Completed] over\",");
        history.ShouldContain("\n  \"EventId\" : \"instance-event-0d59937288b749b32\",\n  \"State\" : \"completed\"\n}, {\n");
    }

    [Fact]
    public async Task A_rebalance_recommendation_appears_when_it_is_given()
    {
        using var reader = new MetadataReader();
        (await reader.HasMetaData("events/recommendations/rebalance")).ShouldBeFalse();
        reader.Imds.Instance.Update(d => d with { RebalanceNoticeTime = new DateTimeOffset(2020, 11, 5, 8, 22, 0, TimeSpan.Zero) });

        (await reader.MetaData("events/recommendations/rebalance")).ShouldBe("""{"noticeTime":"2020-11-05T08:22:00Z"}""");
        (await reader.MetaData("events")).ShouldBe("maintenance/\nrecommendations/");
    }

    [Theory]
    [InlineData("stop", false)]
    [InlineData("hibernate", false)]
    [InlineData("terminate", true)]
    public async Task A_spot_notice_names_action_and_time(string action, bool hasTerminationTime)
    {
        using var reader = new MetadataReader(d => d with { SpotInterruption = new SpotInterruption(action, new DateTimeOffset(2017, 9, 18, 8, 22, 0, TimeSpan.Zero)) });

        (await reader.MetaData("spot/instance-action")).ShouldBe($$"""{"action": "{{action}}", "time": "2017-09-18T08:22:00Z"}""");
        (await reader.HasMetaData("spot/termination-time")).ShouldBe(hasTerminationTime);
        if (hasTerminationTime)
        {
            (await reader.MetaData("spot/termination-time")).ShouldBe("2017-09-18T08:22:00Z");
        }
    }

    [Fact]
    public async Task A_spot_instance_without_a_notice_has_no_spot_directory()
    {
        using var reader = new MetadataReader(d => d with { InstanceLifeCycle = "spot" });

        (await reader.HasMetaData("spot")).ShouldBeFalse();
        (await reader.HasMetaData("spot/instance-action")).ShouldBeFalse();
        (await reader.MetaData("instance-life-cycle")).ShouldBe("spot");
    }
}
