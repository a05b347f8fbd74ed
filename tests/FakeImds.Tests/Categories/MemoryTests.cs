using System.Net;
using FakeImds.Ec2;

namespace FakeImds.Tests.Categories;

/// <summary>Ten thousand instances fit in one process. Measured alone: what other tests hold would count too.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests(ITestOutputHelper output)
{
    private const int Instances = 10_000;
    private const int LaunchedAtOnce = 1000;
    private const int MostBytesEach = 10 * 1024;

    [Fact]
    public async Task An_instance_takes_less_than_ten_kibibytes_before_and_after_it_is_asked()
    {
        await using var imds = new ImdsEmulator();
        var fleet = imds.Account.Region("us-east-1").Instances;
        var first = imds.Instance.Snapshot.Description;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Instances; i += LaunchedAtOnce)
        {
            fleet.Run(new RunInstancesRequest { ImageId = first.ImageId, Count = LaunchedAtOnce, KeyPair = first.KeyPair, InstanceProfile = first.InstanceProfile });
        }

        // Each with a client of its own at the shared address.
        foreach (var (instance, number) in fleet.All.Select(static (i, n) => (i, n)))
        {
            imds.RouteSource(new IPAddress([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number]), instance);
        }

        var idle = (GC.GetTotalMemory(forceFullCollection: true) - before) / Instances;
        foreach (var instance in fleet.All)
        {
            using var client = imds.CreateClient(instance: instance);
            (await client.GetStringAsync("latest/meta-data/instance-id", TestContext.Current.CancellationToken)).ShouldBe(instance.InstanceId);
        }

        var asked = (GC.GetTotalMemory(forceFullCollection: true) - before) / Instances;
        output.WriteLine($"Bytes of an instance: {idle} idle, {asked} after a request.");
        idle.ShouldBeInRange(1, MostBytesEach);
        asked.ShouldBeInRange(idle, MostBytesEach);
    }

    [Fact]
    public void An_instance_of_a_launch_of_1000_costs_no_more_than_one_of_10()
    {
        using var imds = new ImdsEmulator();
        var fleet = imds.Account.Region("us-east-1").Instances;
        var image = imds.Instance.Snapshot.Description.ImageId;
        BytesEach(10);
        BytesEach(LaunchedAtOnce);

        var (few, many) = (BytesEach(10), BytesEach(LaunchedAtOnce));

        output.WriteLine($"Bytes allocated for an instance: {few} in a launch of 10, {many} in one of {LaunchedAtOnce}.");
        many.ShouldBeLessThan(few * 11 / 10);

        long BytesEach(int count)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            fleet.Run(new RunInstancesRequest { ImageId = image, Count = count });
            return (GC.GetAllocatedBytesForCurrentThread() - before) / count;
        }
    }
}
