using FakeImds.Ec2;
using FakeImds.Ec2Api;

namespace FakeImds.Benchmarks.Fleet;

/// <summary>An account with a number of instances, templates and images, and the calls that are compared; each leaves as many as it found.</summary>
internal sealed class FleetSubject : IAsyncDisposable
{
    private const int BatchSize = 1_000;

    private readonly ImdsEmulator _imds = new();
    private readonly Ec2ApiServer _api;
    private readonly HttpClient _client;
    private readonly Ec2Region _region;
    private readonly string _image;
    private readonly string _instance;
    private int _next;

    public FleetSubject(int count)
    {
        _region = _imds.Account.Region("us-east-1");
        _api = _imds.CreateEc2Api(new Ec2ApiOptions { ShowMetadataEndpoint = false });
        _client = _api.CreateClient();
        for (var i = 0; i < count; i++)
        {
            _region.LaunchTemplates.Create($"template-{i}", new LaunchTemplateData { InstanceType = "m7g.large" });
            _region.Images.Register($"image-{i}");
        }

        _image = _region.Images.Register("launched").ImageId;
        for (var i = 1; i < count; i += BatchSize)
        {
            _region.Instances.Run(Launch with { Count = Math.Min(BatchSize, count - i) });
        }

        _instance = _region.Instances.Run(Launch)[0].InstanceId;
        _next = count;
    }

    public static IReadOnlyList<(string Name, Action<FleetSubject> Call)> Calls { get; } =
    [
        ("launch, by a template's name", static s => s._region.Instances.Forget(s._region.Instances.Run(s.Launch)[0].InstanceId)),
        ("launch and terminate", static s => s._region.Instances.Run(s.Launch)[0].Terminate()),
        ("create and delete a template", static s => s._region.LaunchTemplates.Delete(s._region.LaunchTemplates.Create($"template-{s._next++}", new LaunchTemplateData()).LaunchTemplateId)),
        ("register and deregister an image", static s => s._region.Images.Deregister(s._region.Images.Register($"image-{s._next++}").ImageId)),
        ("DescribeInstances by id, in process", static s => s.Ask($"Action=DescribeInstances&InstanceId.1={s._instance}")),
        ("DescribeInstances, one page of 5", static s => s.Ask("Action=DescribeInstances&MaxResults=5")),
        ("DescribeImages by name", static s => s.Ask("Action=DescribeImages&Filter.1.Name=name&Filter.1.Value.1=launched")),
        ("DescribeTags of an instance", static s => s.Ask($"Action=DescribeTags&Filter.1.Name=resource-id&Filter.1.Value.1={s._instance}")),
    ];

    private RunInstancesRequest Launch => new() { ImageId = _image, LaunchTemplate = "template-7" };

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _api.DisposeAsync();
        await _imds.DisposeAsync();
    }

    private void Ask(string query)
    {
        using var answer = _client.GetAsync(new Uri($"?Version=2016-11-15&{query}", UriKind.Relative)).GetAwaiter().GetResult();
        answer.EnsureSuccessStatusCode();
    }
}
