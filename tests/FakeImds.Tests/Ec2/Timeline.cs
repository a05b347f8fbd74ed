using System.Text.Json;
using FakeImds.Ec2;
using Microsoft.Extensions.Time.Testing;

namespace FakeImds.Tests.Ec2;

/// <summary>Plays the steps of a timeline case against an account; time passes between two steps.</summary>
internal sealed class Timeline
{
    private static readonly TimeSpan s_transition = TimeSpan.FromSeconds(5);

    // Keys that say what a step expects or speaks of; the others are parameters of the operation.
    private static readonly HashSet<string> s_notParameters =
        ["op", "as", "of", "tag", "expect", "state", "responseState", "error", "message", "ImdsSupport.Value"];

    private readonly FakeTimeProvider _time = new();
    private readonly Dictionary<string, Ec2Instance> _instances = new(StringComparer.Ordinal);
    private readonly Ec2Region _region;
    private readonly Ec2Image _image;
    private Ec2Instance? _last;
    private int _images;

    public Timeline()
    {
        _region = TestRegion.New(options => (options.TimeProvider, options.TransitionTime) = (_time, s_transition));
        _image = _region.Images.Register("plain");
    }

    public void Play(JsonElement step)
    {
        if (PrecedenceCases.Text(step, "error") is { } code)
        {
            var error = TestRegion.Refusal(() => Do(step));
            error.Code.ShouldBe(code);
            error.Message.ShouldBe(PrecedenceCases.Text(step, "message") ?? error.Message);
        }
        else
        {
            Expect(step, Do(step));
        }

        _time.Advance(s_transition);
    }

    // What the operation answers: words by name, and the state of the options where it has one.
    private (SortedDictionary<string, string> Words, string? State) Do(JsonElement step)
    {
        var op = PrecedenceCases.Text(step, "op");
        switch (op)
        {
            case "RunInstances":
                _last = _region.Launch(new RunInstancesRequest
                {
                    ImageId = _image.ImageId,
                    MetadataOptions = PrecedenceCases.Options(Parameters(step)),
                    Tags = PrecedenceCases.Text(step, "tag") is { } key ? TestRegion.Tags(key) : null,
                });
                _instances.Add(PrecedenceCases.Text(step, "as") ?? _last.InstanceId, _last);
                return Words(_last.MetadataOptions);
            case "DescribeInstances":
                return Words(Instance(step).MetadataOptions);
            case "ModifyInstanceMetadataOptions":
                return Words(Instance(step).ModifyMetadataOptions(PrecedenceCases.Options(Parameters(step))!));
            case "ModifyInstanceMetadataDefaults":
                return (OptionWords.Values(_region.ModifyInstanceMetadataDefaults(PrecedenceCases.Defaults(Parameters(step)))), null);
            case "GetInstanceMetadataDefaults":
                return (OptionWords.Values(_region.MetadataDefaults), null);
            case "ModifyImageAttribute":
                var support = MetadataOptionText.ParseImdsSupport(PrecedenceCases.Text(step, "ImdsSupport.Value"));
                return Words(_region.Images.ModifyImdsSupport(_image.ImageId, support));
            case "CreateImage":
                return Words(_region.Images.CreateFrom(Instance(step), $"created {++_images}"));
            case "CopyImage":
                return Words(_region.Images.Copy(_region.Images.Get(_image.ImageId), $"copied {++_images}"));
            default:
                throw new NotSupportedException($"A case has the operation '{op}', which the test does not know.");
        }
    }

    private static void Expect(JsonElement step, (SortedDictionary<string, string> Words, string? State) answer)
    {
        if ((PrecedenceCases.Text(step, "responseState") ?? PrecedenceCases.Text(step, "state")) is { } state)
        {
            answer.State.ShouldBe(state);
        }

        if (step.TryGetProperty("expect", out var expect) && expect.ToString() is not "accepted")
        {
            answer.Words.ShouldBe(OptionWords.Of(expect));
        }
    }

    // "i1 (optional)" is i1; prose, or nothing, is the last instance launched.
    private Ec2Instance Instance(JsonElement step)
    {
        var name = PrecedenceCases.Text(step, "of")?.Split(' ')[0] ?? string.Empty;
        return _instances.GetValueOrDefault(name) ?? _last.ShouldNotBeNull();
    }

    private static JsonElement Parameters(JsonElement step) => JsonSerializer.SerializeToElement(
        step.EnumerateObject().Where(p => !s_notParameters.Contains(p.Name)).ToDictionary(p => p.Name, p => p.Value));

    private static (SortedDictionary<string, string> Words, string State) Words(InstanceMetadataOptions options) =>
        (OptionWords.Values(options.Options), options.State is MetadataOptionsState.Applied ? "applied" : "pending");

    private static (SortedDictionary<string, string> Words, string? State) Words(Ec2Image image) =>
        (new(StringComparer.Ordinal) { ["imdsSupport"] = image.ImdsSupport is ImdsSupport.V2 ? "v2.0" : "none" }, null);
}
