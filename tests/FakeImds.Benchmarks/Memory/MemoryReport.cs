using System.Globalization;
using System.Runtime.CompilerServices;
using FakeImds.Benchmarks.Subjects;
using FakeImds.Ec2;

namespace FakeImds.Benchmarks.Memory;

/// <summary>What an instance costs in live memory, of 10,000 in one process: launched, and after each has answered one request.</summary>
internal static class MemoryReport
{
    private const int BatchSize = 1_000;

    private static readonly int s_count = QuickRun.IsOn ? BatchSize : 10_000;

    public static void Run()
    {
        Console.WriteLine($"| {s_count} of | launched, bytes each | after one request each |");
        Console.WriteLine("| --- | ---: | ---: |");
        InstancesOfOneEmulator();
        Emulators();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void InstancesOfOneEmulator()
    {
        using var imds = new ImdsEmulator(SubjectServer.EmulatorOptions(keepAlive: false));
        Ask(imds, imds.Instance);
        var region = imds.Account.Region("us-east-1");
        var image = imds.Instance.Snapshot.Description.ImageId;
        var instances = new List<Ec2Instance>(s_count);
        var before = Live();
        while (instances.Count < s_count)
        {
            instances.AddRange(region.Instances.Run(new RunInstancesRequest
            {
                ImageId = image,
                Count = BatchSize,
                MetadataOptions = new MetadataOptions { HttpTokens = HttpTokens.Required },
            }));
        }

        var launched = Live() - before;
        foreach (var instance in instances)
        {
            Ask(imds, instance);
        }

        Print("instances of one emulator", launched, Live() - before);
        GC.KeepAlive(instances);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Emulators()
    {
        var emulators = new ImdsEmulator[s_count];
        var before = Live();
        for (var i = 0; i < s_count; i++)
        {
            emulators[i] = new ImdsEmulator(SubjectServer.EmulatorOptions(keepAlive: false));
        }

        var launched = Live() - before;
        foreach (var imds in emulators)
        {
            Ask(imds, imds.Instance);
        }

        Print("emulators with one instance", launched, Live() - before);
        foreach (var imds in emulators)
        {
            imds.Dispose();
        }
    }

    // Blocking: a continuation would keep what the caller's frames refer to.
    private static void Ask(ImdsEmulator imds, Ec2Instance instance) => AskAsync(imds, instance).GetAwaiter().GetResult();

    // What a client does: a token, then a read with it.
    private static async Task AskAsync(ImdsEmulator imds, Ec2Instance instance)
    {
        using var client = imds.CreateClient(instance: instance);
        using var put = new HttpRequestMessage(HttpMethod.Put, "latest/api/token") { Headers = { { "X-aws-ec2-metadata-token-ttl-seconds", "60" } } };
        using var issued = await client.SendAsync(put);
        using var get = new HttpRequestMessage(HttpMethod.Get, "latest/meta-data/instance-id")
        {
            Headers = { { "X-aws-ec2-metadata-token", await issued.Content.ReadAsStringAsync() } },
        };
        using var answer = await client.SendAsync(get);
        if (await answer.Content.ReadAsStringAsync() != instance.InstanceId)
        {
            throw new InvalidOperationException("A wrong answer.");
        }
    }

    private static long Live() => GC.GetTotalMemory(forceFullCollection: true);

    private static void Print(string what, long launched, long used) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {launched / s_count:N0} | {used / s_count:N0} |"));
}
