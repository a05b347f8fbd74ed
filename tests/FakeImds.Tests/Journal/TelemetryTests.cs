using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using FakeImds.Ec2;
using FakeImds.Tests.Hosting;

namespace FakeImds.Tests.Journal;

public sealed class TelemetryTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_are_counted_under_CloudWatch_s_names()
    {
        await using var imds = Make(tokens: HttpTokens.Optional);
        ConcurrentQueue<string> counted = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name is "FakeImds")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, count, tags, _) =>
        {
            // Other tests count too: the tag tells whose it is.
            if (tags[0] is { Key: "aws.ec2.instance.id" } tag && (string?)tag.Value == imds.Instance.InstanceId)
            {
                counted.Enqueue($"{instrument.Name} {count}");
            }
        });
        listener.Start();
        await AskAsync(imds);
        counted.ShouldBe(["fakeimds.tokens.issued 1", "MetadataNoToken 1", "MetadataNoTokenRejected 1"]);
    }

    [Fact]
    public async Task Each_request_is_an_activity()
    {
        await using var imds = Make(tokens: HttpTokens.Optional);
        ConcurrentQueue<string> seen = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = static s => s.Name is "FakeImds",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = a =>
            {
                if ((string?)a.GetTagItem("aws.ec2.instance.id") == imds.Instance.InstanceId)
                {
                    seen.Enqueue($"{a.DisplayName} {a.GetTagItem("fakeimds.version")} {a.GetTagItem("http.response.status_code")}");
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await AskAsync(imds);
        seen.ShouldBe(["PUT v2 200", "GET v2 200", "GET v1 200", "GET v1 401"]);
    }

    // An id that no other test's instance has.
    private static ImdsEmulator Make(HttpTokens tokens) => new(new ImdsEmulatorOptions
    {
        Account = { Seed = Random.Shared.Next(1_000_000, int.MaxValue) }, MetadataOptions = new MetadataOptions { HttpTokens = tokens },
    });

    private static async Task AskAsync(ImdsEmulator imds)
    {
        using var client = imds.CreateClient();
        await client.ReadWithTokenAsync(Requests.InstanceId, await client.TokenAsync());
        await client.ReadAsync(Requests.InstanceId);
        imds.Instance.ModifyMetadataOptions(new MetadataOptions { HttpTokens = HttpTokens.Required });
        (await client.GetAsync(Requests.InstanceId, Cancelled)).IsSuccessStatusCode.ShouldBeFalse();
    }
}
