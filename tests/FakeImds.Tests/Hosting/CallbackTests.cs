using System.Net;
using FakeImds.Ec2;
using FakeImds.Hops;
using FakeImds.Tests.Service;

namespace FakeImds.Tests.Hosting;

/// <summary>What callbacks throw (docs/architecture.md#callbacks).</summary>
public sealed class CallbackTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_throwing_OnRequest_changes_no_answer_on_the_wire()
    {
        var told = new List<Exception>();
        await using var imds = await LoopbackImds.StartAsync(configure: o => Throwing(o, told));
        var token = await imds.TokenAsync();
        (await imds.AskAsync("GET", LoopbackImds.Leaf, LoopbackImds.TokenHeader + token)).Text.ShouldBe("t3.micro");
        (await imds.ExchangeAsync("GET / HTTP/1.1\r\nbad\r\n\r\n")).Status.ShouldBe(400);
        imds.Emulator.Dispose();
        told.Select(static e => e.Message).ShouldBe(["PUT", "GET", "GET"]);
    }

    [Fact]
    public async Task A_fault_of_the_service_ends_the_connection_without_an_answer()
    {
        var told = new List<Exception>();
        var clock = new BrokenClock();
        await using var emulator = new ImdsEmulator(new ImdsEmulatorOptions { Account = { TimeProvider = clock }, OnError = told.Add });
        var url = await emulator.ListenOnLoopbackAsync(cancellationToken: Cancel);
        clock.IsBroken = true;
        using var connection = await RawConnection.OpenAsync(new IPEndPoint(IPAddress.Loopback, url.Port));
        await connection.SendAsync(LoopbackImds.Request("PUT", LoopbackImds.TokenPath, LoopbackImds.TtlHeader + "60"));
        (await connection.ReadBytesToEndAsync()).ShouldBe("");
        told.ShouldHaveSingleItem().ShouldBeOfType<InvalidTimeZoneException>();
        clock.IsBroken = false;
    }

    [Fact]
    public async Task A_throwing_OnRequest_leaves_a_withheld_answer_withheld()
    {
        var told = new List<Exception>();
        await using var imds = await LoopbackImds.StartAsync(configure: o =>
        {
            Throwing(o, told);
            o.ClientHops.Add(ClientHops.Parse("127.0.0.1=2"));
        });
        using var connection = await imds.ConnectAsync();
        await connection.SendAsync(LoopbackImds.Request("PUT", LoopbackImds.TokenPath, LoopbackImds.TtlHeader + "60"));
        connection.SayNoMore();
        (await connection.ReadToEndAsync()).ShouldBeNull();
        imds.Emulator.Dispose();
        told.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_throwing_OnRequest_and_a_throwing_OnError_change_no_answer_in_process()
    {
        using var emulator = new ImdsEmulator(new ImdsEmulatorOptions
        {
            OnRequest = static r => throw new InvalidOperationException(r.Method),
            OnError = static e => throw e,
        });
        using var client = emulator.CreateClient();
        (await client.GetStringAsync(new Uri("latest/meta-data/instance-type", UriKind.Relative), Cancel)).ShouldBe("t3.micro");
    }

    [Fact]
    public void What_the_callbacks_of_a_launch_or_a_change_throw_goes_to_the_caller_and_nothing_has_changed()
    {
        Should.Throw<InvalidTimeZoneException>(static () => new ImdsEmulator(new ImdsEmulatorOptions { Instance = static _ => throw new InvalidTimeZoneException() }));
        Should.Throw<InvalidTimeZoneException>(static () => new ImdsEmulator(new ImdsEmulatorOptions { Launch = static (_, _) => throw new InvalidTimeZoneException() }));
        using var emulator = new ImdsEmulator();
        var before = emulator.Instance.Snapshot;
        Should.Throw<InvalidTimeZoneException>(() => emulator.Instance.Update(static _ => throw new InvalidTimeZoneException()));
        emulator.Instance.Snapshot.ShouldBeSameAs(before);
        var region = emulator.Account.Region("us-east-1");
        var image = region.Images.Register("other");
        Should.Throw<InvalidTimeZoneException>(() => region.Images.Update(image.ImageId, static _ => throw new InvalidTimeZoneException()));
        region.Images.Get(image.ImageId).ShouldBeSameAs(image);
        Should.Throw<InvalidTimeZoneException>(() => region.Instances.Run(new RunInstancesRequest { ImageId = image.ImageId, Count = 3, Describe = static d => d.AmiLaunchIndex < 2 ? d : throw new InvalidTimeZoneException() }));
        region.Instances.All.ShouldHaveSingleItem();
    }

    private sealed class BrokenClock : TimeProvider
    {
        public bool IsBroken { get; set; }

        public override DateTimeOffset GetUtcNow() => IsBroken ? throw new InvalidTimeZoneException() : base.GetUtcNow();
    }

    private static void Throwing(ImdsEmulatorOptions options, List<Exception> told)
    {
        options.OnRequest = static r => throw new InvalidOperationException(r.Method);
        options.OnError = told.Add;
    }
}
