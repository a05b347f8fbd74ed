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
}
