using FakeImds.Ec2;

namespace FakeImds.Hosting;

/// <summary>Sends requests for the link-local addresses to the emulator and lets all others pass.</summary>
/// <param name="instance">Whose options decide whether the IPv6 address is there.</param>
/// <param name="imds">The way to the emulator.</param>
/// <param name="others">The way for all other requests; null when there is none.</param>
internal sealed class ImdsHandler(Ec2Instance instance, HttpMessageHandler imds, HttpMessageHandler? others) : HttpMessageHandler
{
    private readonly HttpMessageInvoker _imds = new(imds);
    private readonly HttpMessageInvoker? _others = others is null ? null : new HttpMessageInvoker(others);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        ImdsUris.IsImds(request.RequestUri)
            ? ToImdsAsync(request, cancellationToken)
            : (_others ?? throw NoWay(request.RequestUri)).SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _imds.Dispose();
            _others?.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<HttpResponseMessage> ToImdsAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var snapshot = instance.Snapshot;
        if (!snapshot.IsOn)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"Instance {instance.InstanceId} is not running: its metadata service is gone.");
        }

        if (ImdsUris.IsIpv6(request.RequestUri!) && snapshot.MetadataOptions.HttpProtocolIpv6.Value is OptionState.Disabled)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "Nothing answers on [fd00:ec2::254]: HttpProtocolIpv6 is disabled.");
        }

        try
        {
            return await _imds.SendAsync(request, cancellationToken);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            // What a socket client sees of a connection that is cut.
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection ended without an answer.", e);
        }
    }

    private static HttpRequestException NoWay(Uri? uri) =>
        new(HttpRequestError.ConnectionError, $"{uri} is not an address of the metadata service. Use http://169.254.169.254/ or a path below it.");
}
