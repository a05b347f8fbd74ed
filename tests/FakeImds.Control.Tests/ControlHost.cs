using System.Net;
using System.Text.Json.Nodes;
using FakeImds.Ec2Api;
using Microsoft.Extensions.Time.Testing;

namespace FakeImds.Control.Tests;

/// <summary>An emulator with a control port, and a client whose answers are all held against docs/openapi.json.</summary>
internal sealed class ControlHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Ec2ApiServer _api;
    private readonly ControlServer _server;

    private ControlHost(ImdsEmulator emulator, Ec2ApiServer api, ControlServer server, IPEndPoint endpoint)
    {
        Emulator = emulator;
        _api = api;
        _server = server;
        Endpoint = endpoint;
        Http = new HttpClient { BaseAddress = new Uri($"http://{endpoint}/") };
        Metadata = emulator.CreateClient();
    }

    public ImdsEmulator Emulator { get; }

    public IPEndPoint Endpoint { get; }

    public HttpClient Http { get; }

    public HttpClient Metadata { get; }

    public static async Task<ControlHost> StartAsync(
        IPEndPoint? endpoint = null, ControlOptions? options = null, Action<ImdsEmulatorOptions>? configure = null)
    {
        var emulatorOptions = new ImdsEmulatorOptions();
        emulatorOptions.Account.TimeProvider = new AdjustableTimeProvider(new FakeTimeProvider(Start));
        configure?.Invoke(emulatorOptions);
        var emulator = new ImdsEmulator(emulatorOptions);
        var api = emulator.CreateEc2Api();
        var server = new ControlServer(emulator, api, options);
        return new ControlHost(emulator, api, server, await server.StartAsync(endpoint, TestContext.Current.CancellationToken));
    }

    /// <summary>Sends a request, and returns the status and the body, which the OpenAPI document must describe.</summary>
    public async Task<(HttpStatusCode Status, JsonNode? Body)> SendAsync(string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body is null ? null : new StringContent(body);
        using var answer = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var json = text.Length > 0 ? JsonNode.Parse(text) : null;
        OpenApiDocument.Errors(method, path, body, (int)answer.StatusCode, json).ShouldBeEmpty();
        return (answer.StatusCode, json);
    }

    /// <summary>The body of a request that must succeed.</summary>
    public async Task<JsonNode> MustAsync(string method, string path, string? body = null)
    {
        var (status, json) = await SendAsync(method, path, body);
        ((int)status).ShouldBeInRange(200, 299, json?.ToJsonString());
        return json ?? new JsonObject();
    }

    /// <summary>The message of a request that must fail.</summary>
    public async Task<(int Status, string Message)> MustFailAsync(string method, string path, string? body = null)
    {
        var (status, json) = await SendAsync(method, path, body);
        ((int)status).ShouldBeGreaterThanOrEqualTo(400);
        var message = json!["Message"]!.GetValue<string>();
        message.ShouldNotContain("\n");
        return ((int)status, message);
    }

    /// <summary>What metadata says at a path below meta-data/; null for 404.</summary>
    public async Task<string?> MetadataAsync(string path)
    {
        using var answer = await Metadata.GetAsync(new Uri("latest/meta-data/" + path, UriKind.Relative), TestContext.Current.CancellationToken);
        return answer.StatusCode is HttpStatusCode.NotFound ? null : await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Metadata.Dispose();
        await _server.DisposeAsync();
        await _api.DisposeAsync();
        await Emulator.DisposeAsync();
    }
}
