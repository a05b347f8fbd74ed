using FakeImds.Ec2;

namespace FakeImds.Tests.Categories;

public sealed class MemoryTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Measure()
    {
        await using var imds = new ImdsEmulator();
        var region = imds.Account.Region("us-east-1");
        var first = imds.Instance.Snapshot.Description;
        const int count = 10_000;
        var before = GC.GetTotalMemory(true);
        for (var i = 0; i < count / 1000; i++)
        {
            region.Instances.Run(new RunInstancesRequest { ImageId = first.ImageId, Count = 1000, KeyPair = first.KeyPair, InstanceProfile = first.InstanceProfile });
        }

        var idle = GC.GetTotalMemory(true);
        output.WriteLine($"idle {(idle - before) / count}");
        foreach (var instance in region.Instances.All)
        {
            using var client = imds.CreateClient(instance: instance);
            (await client.GetStringAsync("latest/meta-data/instance-id", TestContext.Current.CancellationToken)).ShouldBe(instance.InstanceId);
        }

        var asked = GC.GetTotalMemory(true);
        output.WriteLine($"asked {(asked - before) / count}");
        Assert.Fail($"idle {(idle - before) / count} asked {(asked - before) / count}");
    }
}
