using FakeImds.Ec2;

namespace FakeImds.Iac.Tests.Launches;

/// <summary>One launch through every door, member by member: metadata shows the same.</summary>
public sealed class LaunchDoorTests
{
    // What a door has no words for. Every other cell of the table is a test.
    private static readonly HashSet<(string Member, string Door)> s_unsayable =
    [
        .. LaunchMembers.All.Keys.Except(["InstanceType", "Spot", "Monitoring", "SecurityGroupIds", "SecurityGroups", "BlockDeviceMappings", "EphemeralDevice", "KeyName", "InstanceProfile", "UserData"])
            .SelectMany(static m => new[] { (m, "AWS::AutoScaling::LaunchConfiguration"), (m, "aws_launch_configuration") }),
        ("AvailabilityZoneId", "AWS::EC2::Instance"),
        ("AvailabilityZoneId", "aws_instance"),
        ("AvailabilityZoneId", "aws_spot_instance_request"),
        ("AvailabilityZoneId", "aws_launch_template"),
        ("PartitionNumber", "AWS::EC2::Instance"),
        ("Spot", "AWS::EC2::Instance"),
        ("EphemeralDevice", "config instance"),
        ("UserData", "config instance"),
    ];

    public static TheoryData<string, string> Cells => new(
        from member in LaunchMembers.All.Keys
        from door in LaunchDoors.All.Keys
        where !s_unsayable.Contains((member, door))
        select (member, door));

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Metadata_shows_what_a_launch_says_whatever_the_door(string member, string door)
    {
        var expected = LaunchMembers.All[member];
        using var emulator = await (LaunchDoors.All[door](expected) ?? throw new InvalidOperationException($"{door} has no words for {member}."));
        var instance = emulator.Account.Region("us-east-1").Instances.All.Last();
        using var client = emulator.CreateClient(instance: instance);
        var mac = instance.Snapshot.Description.PrimaryInterface!.Mac;

        var shown = await client.GetAsync(new Uri("latest/" + expected.Path.Replace("{mac}", mac, StringComparison.Ordinal), UriKind.Relative), TestContext.Current.CancellationToken);

        shown.IsSuccessStatusCode.ShouldBeTrue($"{expected.Path}: {shown.StatusCode}");
        (await shown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(expected.Shown.Replace("{id}", instance.InstanceId, StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_door_cannot_say_is_named() =>
        (from member in LaunchMembers.All
         from door in LaunchDoors.All
         where IsUnsayable(member.Value, door.Value)
         select (member.Key, door.Key)).ShouldBe(s_unsayable, ignoreOrder: true);

    // A door answers null before it launches anything.
    private static bool IsUnsayable(LaunchMember member, Func<LaunchMember, Task<ImdsEmulator>?> door)
    {
        var launched = door(member);
        launched?.GetAwaiter().GetResult().Dispose();
        return launched is null;
    }
}
