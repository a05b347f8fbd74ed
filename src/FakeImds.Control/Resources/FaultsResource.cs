using FakeImds.Control.Hosting;
using FakeImds.Control.Json;
using FakeImds.Faults;
using FakeImds.Iac.Messages;
using FakeImds.Iac.OwnSection;
using FakeImds.Iac.Shapes;

namespace FakeImds.Control.Resources;

/// <summary><c>/fakeimds/faults</c>: what goes wrong between clients and the metadata service.</summary>
internal static class FaultsResource
{
    private static readonly Lazy<ObjectShape> s_shape = new(static () => ShapeFiles.Named("fault"));

    public static ValueTask<ControlAnswer> List(ControlCall call)
    {
        call.AllowOnly();
        return new(ControlAnswer.Ok(new FaultsJson([.. call.Target.Emulator.Faults.All.Select(Json)]), ControlJson.Default.FaultsJson));
    }

    public static ValueTask<ControlAnswer> Post(ControlCall call)
    {
        call.AllowOnly();
        var fault = FaultReader.Read(call.Document(s_shape.Value), call.Now);
        fault = fault.InstanceId is null ? fault : fault with { InstanceId = call.Instance(fault.InstanceId).InstanceId };
        return new(ControlAnswer.Created(Json(call.Target.Emulator.Faults.Add(fault)), ControlJson.Default.FaultJson));
    }

    public static ValueTask<ControlAnswer> Clear(ControlCall call)
    {
        call.AllowOnly();
        call.Target.Emulator.Faults.Clear();
        return new(ControlAnswer.NoContent);
    }

    public static ValueTask<ControlAnswer> Delete(ControlCall call)
    {
        call.AllowOnly();
        return call.Target.Emulator.Faults.Remove(call.Path[1])
            ? new(ControlAnswer.NoContent)
            : throw ControlException.NotFound($"there is no fault '{ShortValue.Of(call.Path[1])}'; /fakeimds/faults lists them");
    }

    private static FaultJson Json(Fault f) => new()
    {
        Id = f.Id,
        Type = FaultReader.Word(f.Type),
        InstanceId = f.InstanceId,
        Path = f.Path,
        Method = f.Method,
        At = f.From,
        Until = f.Until,
        Times = f.Times,
        Milliseconds = (int?)f.Latency?.TotalMilliseconds,
        Status = f.Status,
        FreshSeconds = (int?)f.FreshFor?.TotalSeconds,
        PerSecond = f.PerSecond,
        Unit = f.Type is FaultType.Throttle ? f.CountsPackets ? "packets" : "requests" : null,
    };
}
