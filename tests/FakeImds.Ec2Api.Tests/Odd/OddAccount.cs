using System.Net;
using System.Text;
using FakeImds.Ec2;
using Microsoft.Extensions.Time.Testing;

namespace FakeImds.Ec2Api.Tests.Odd;

/// <summary>A small account behind the API in process, made anew after each change.</summary>
internal sealed class OddAccount : IAsyncDisposable
{
    private ImdsEmulator _emulator = null!;
    private Ec2ApiServer _server = null!;
    private HttpClient _client = null!;
    private string? _fresh;

    public OddAccount() => Make();

    public string Instance { get; private set; } = "";

    public string Image { get; private set; } = "";

    public string Template { get; private set; } = "";

    /// <summary>An instance without a profile.</summary>
    public string Bare { get; private set; } = "";

    public string Association { get; private set; } = "";

    public string Fleet { get; private set; } = "";

    public string SpotRequest { get; private set; } = "";

    /// <summary>What failed inside.</summary>
    public List<Exception> Errors { get; } = [];

    private Ec2Region Region => _emulator.Account.Region("us-east-1");

    public async Task<(HttpStatusCode Status, string Body)> AskAsync(string action, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var form = string.Join('&', parameters.Select(static p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"));
        using var content = new StringContent($"Action={action}&Version=2016-11-15&{form}", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await _client.PostAsync("/", content, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>All that calls can change.</summary>
    public string Picture() => string.Join('\n',
    [
        $"{Region.MetadataDefaults}",
        .. Region.Instances.All.Select(static i => $"{i.InstanceId} {i.Snapshot.State} {i.Snapshot.MetadataOptions} {i.Snapshot.Description.InstanceType} {i.Snapshot.Description.InstanceProfile?.Arn} {string.Join(',', i.Snapshot.Description.SecurityGroups)} {string.Join(',', i.Snapshot.Description.Tags)}"),
        .. Region.Images.All.Select(i => $"{i} {string.Join(',', Region.Tags.Of(i.ImageId))}"),
        .. Region.LaunchTemplates.All.Select(t => $"{t.LaunchTemplateId} {t.LaunchTemplateName} {t.DefaultVersionNumber} {t.LatestVersionNumber} {string.Join(',', Region.Tags.Of(t.LaunchTemplateId))}"),
    ]);

    /// <summary>Goes back to the beginning when something has changed.</summary>
    public void Renew()
    {
        if (Picture() != _fresh)
        {
            Drop();
            Make();
        }
    }

    public ValueTask DisposeAsync()
    {
        Drop();
        return ValueTask.CompletedTask;
    }

    private void Make()
    {
        _emulator = new ImdsEmulator(new ImdsEmulatorOptions
        {
            Account = { TimeProvider = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)) },
            OnError = Errors.Add,
        });
        _server = _emulator.CreateEc2Api();
        _client = _server.CreateClient();
        Instance = _emulator.Instance.InstanceId;
        Image = Region.Images.Register("plain").ImageId;
        Template = Region.LaunchTemplates.Create("web", new LaunchTemplateData { ImageId = Image, InstanceType = "t3.micro" }).LaunchTemplateId;
        Bare = Region.Instances.Run(new RunInstancesRequest { ImageId = Image })[0].InstanceId;
        Association = Made("DescribeIamInstanceProfileAssociations", "DryRun=false", "associationId");
        Fleet = Made("CreateFleet", OddRequests.Fleet(Template, capacity: 0), "fleetId");
        SpotRequest = Made("RequestSpotInstances", $"LaunchSpecification.ImageId={Image}", "spotInstanceRequestId");
        Made("ImportKeyPair", OddRequests.ImportedKey("known"), "keyPairId");
        Region.Tags.Create([Instance, Image], new Dictionary<string, string> { ["a"] = "b" });
        _fresh = Picture();
    }

    private string Made(string action, string form, string element)
    {
        var (status, body) = AskAsync(action, OddRequests.Form(form)).GetAwaiter().GetResult();
        status.ShouldBe(HttpStatusCode.OK, body);
        return System.Xml.Linq.XElement.Parse(body).Descendants().First(e => e.Name.LocalName == element).Value;
    }

    private void Drop()
    {
        _client.Dispose();
        _server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _emulator.Dispose();
    }
}
