using System.Globalization;
using FakeImds.Control.Hosting;
using FakeImds.Control.Json;
using FakeImds.Iac.Shapes;

namespace FakeImds.Control.Resources;

/// <summary><c>/fakeimds/clock</c>.</summary>
internal static class ClockResource
{
    private static readonly Lazy<ObjectShape> s_shape = new(static () => ShapeFiles.Named("control-clock"));

    public static ValueTask<ControlAnswer> Get(ControlCall call)
    {
        call.AllowOnly();
        return new(Answer(call));
    }

    public static ValueTask<ControlAnswer> Put(ControlCall call)
    {
        call.AllowOnly();
        var document = call.Document(s_shape.Value);
        var clock = call.Account.TimeProvider as AdjustableTimeProvider
            ?? throw ControlException.Conflict("the clock of this account can't be set; make the account with an AdjustableTimeProvider");
        switch (document["Time"], document["AdvanceSeconds"])
        {
            case ({ }, null):
                clock.SetUtcNow(document.TimeOf("Time")!.Value);
                break;
            case (null, { } seconds):
                clock.Advance(Seconds(seconds));
                break;
            default:
                throw document.Error("the document has " + (document["Time"] is null ? "neither Time nor" : "both Time and") + " AdvanceSeconds; one of them is allowed");
        }

        return new(Answer(call));
    }

    private static TimeSpan Seconds(Iac.Documents.ConfigNode node) =>
        double.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 1e10
            ? TimeSpan.FromSeconds(seconds)
            : throw node.Error($"{node.Path} is {Iac.Messages.ShortValue.Of(node.Text)}; zero or more seconds are allowed");

    private static ControlAnswer Answer(ControlCall call)
    {
        var clock = call.Account.TimeProvider as AdjustableTimeProvider;
        return ControlAnswer.Ok(new ClockJson(call.Now, clock?.Offset.TotalSeconds ?? 0, clock is not null), ControlJson.Default.ClockJson);
    }
}
