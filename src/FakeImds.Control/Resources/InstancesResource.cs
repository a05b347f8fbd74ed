using FakeImds.Control.Hosting;
using FakeImds.Control.Json;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Control.Resources;

/// <summary><c>/fakeimds/instances</c>.</summary>
internal static class InstancesResource
{
    public static ValueTask<ControlAnswer> List(ControlCall call)
    {
        call.AllowOnly();
        var addresses = Addresses(call);
        return new(ControlAnswer.Ok(
            new InstancesJson([.. call.Account.Regions.SelectMany(static r => r.Instances.All).Select(i => Json(call, i, addresses))]),
            ControlJson.Default.InstancesJson));
    }

    public static ValueTask<ControlAnswer> Get(ControlCall call)
    {
        call.AllowOnly();
        return new(Answer(call, call.Instance(call.Path[1])));
    }

    /// <summary>An instance as it is now.</summary>
    public static ControlAnswer Answer(ControlCall call, Ec2Instance instance) =>
        ControlAnswer.Ok(Json(call, instance, Addresses(call)), ControlJson.Default.InstanceJson);

    private static ILookup<Ec2Instance, string> Addresses(ControlCall call) =>
        call.Target.Emulator.Listeners.Open().ToLookup(static o => o.Instance, static o => $"http://{o.Endpoint}/");

    private static InstanceJson Json(ControlCall call, Ec2Instance instance, ILookup<Ec2Instance, string> addresses)
    {
        var d = instance.Snapshot.Description;
        return new InstanceJson
        {
            InstanceId = instance.InstanceId,
            Region = d.Placement.Region,
            State = InstanceStates.Name(instance.State),
            IsDefault = call.Target.Emulator.HasInstance && instance == call.Target.Emulator.Instance,
            LaunchTime = d.LaunchTime,
            PrivateIpAddress = d.PrimaryInterface?.LocalIpv4s.FirstOrDefault(),
            MetadataOptions = Options(instance.MetadataOptions),
            Addresses = [.. addresses[instance].Order(StringComparer.Ordinal)],
            Role = d.InstanceProfile is { } profile ? new RoleJson(profile.RoleName, profile.Code) : null,
            SpotInterruption = d.SpotInterruption is { } spot ? new SpotInterruptionJson(spot.Action, spot.Time) : null,
            RebalanceNoticeTime = d.RebalanceNoticeTime,
            TargetLifecycleState = d.TargetLifecycleState,
            ScheduledEvents = [.. d.ScheduledEvents.Select(EventsResource.Json)],
            EventHistory = [.. d.EventHistory.Select(EventsResource.Json)],
        };
    }

    private static OptionsJson Options(InstanceMetadataOptions options) => new(
        options.State is MetadataOptionsState.Applied ? "applied" : "pending",
        Option(options.Options.HttpTokens, MetadataOptionText.Of),
        Option(options.Options.HttpPutResponseHopLimit, MetadataOptionText.Of),
        Option(options.Options.HttpEndpoint, MetadataOptionText.Of),
        Option(options.Options.HttpProtocolIpv6, MetadataOptionText.Of),
        Option(options.Options.InstanceMetadataTags, MetadataOptionText.Of));

    private static OptionJson Option<T>(DecidedOption<T> option, Func<T, string> text)
        where T : struct => new(text(option.Value), MetadataOptionText.Of(option.Source));
}
