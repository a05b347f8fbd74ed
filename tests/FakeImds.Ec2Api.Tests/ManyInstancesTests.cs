using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using FakeImds.Ec2;

namespace FakeImds.Ec2Api.Tests;

/// <summary>Ten thousand instances through the API on the wire: what they cost of the machine.</summary>
[Collection(nameof(ManyInstancesTests))]
[CollectionDefinition(nameof(ManyInstancesTests), DisableParallelization = true)]
public sealed partial class ManyInstancesTests
{
    private const int Instances = 10_000;
    private const int AtOnce = 1000;

    // What else goes on in the process: connections of other tests that end, threads of the pool.
    private const int Others = Instances / 20;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_thousand_instances_cost_a_descriptor_each_and_no_thread()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Descriptors are counted in /proc, which Linux has.");
        var limit = DescriptorLimit();
        Assert.SkipUnless(limit > Instances + 2000, $"The limit of open files is {limit}; this test needs {Instances + 2000} (ulimit -n).");
        await using var emulator = new ImdsEmulator();
        await using var server = new Ec2ApiServer(emulator);
        using var client = new HttpClient { BaseAddress = new Uri($"http://{await server.StartAsync(cancellationToken: Cancel)}/"), Timeout = TimeSpan.FromMinutes(5) };
        var image = emulator.Account.Region("us-east-1").Images.Register("plain", ImdsSupport.V2).ImageId;
        await AskAsync(client, "DescribeInstances");
        var (threads, descriptors) = (Threads, Descriptors);

        for (var i = 0; i < Instances; i += AtOnce)
        {
            await AskAsync(client, $"RunInstances&ImageId={image}&MinCount={AtOnce}&MaxCount={AtOnce}");
        }

        (Threads - threads).ShouldBeLessThan(Others);
        var open = Descriptors;
        (open - descriptors).ShouldBeInRange(Instances - Others, Instances + Others);

        var described = await AskAsync(client, "DescribeInstances");
        var addresses = Endpoint().Matches(described).Select(static m => m.Groups[1].Value).ToArray();
        addresses.Distinct().Count().ShouldBe(Instances + 1);
        Descriptors.ShouldBeLessThan(open + Others, "a Describe opens nothing");
        (Threads - threads).ShouldBeLessThan(Others);
        foreach (var address in new[] { addresses[1], addresses[Instances / 2], addresses[Instances] })
        {
            (await DataPlane.StatusAsync(client, address + "latest/meta-data/", null)).ShouldBe(HttpStatusCode.Unauthorized);
        }

        await emulator.DisposeAsync();
        Descriptors.ShouldBeLessThan(descriptors + Others);
    }

    private static int Threads => Process.GetCurrentProcess().Threads.Count;

    private static int Descriptors => Directory.GetFileSystemEntries("/proc/self/fd").Length;

    private static long DescriptorLimit() =>
        File.ReadLines("/proc/self/limits").Single(static l => l.StartsWith("Max open files", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[3] is var soft
        && long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : long.MaxValue;

    private static async Task<string> AskAsync(HttpClient client, string action)
    {
        using var answer = await client.GetAsync(new Uri($"?Version=2016-11-15&Action={action}", UriKind.Relative), Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text.Length > 500 ? text[..500] : text);
        return text;
    }

    [GeneratedRegex("<key>fakeimds:metadata-endpoint</key>\\s*<value>([^<]*)</value>")]
    private static partial Regex Endpoint();
}
