using FakeImds.Ec2;
using FakeImds.Service;

namespace FakeImds.Hosting;

/// <summary>Sends requests for the link-local addresses to the emulator and lets all others pass.</summary>
/// <param name="service">Whose instance's options decide whether the IPv6 address is there.</param>
/// <param name="imds">The way to the emulator.</param>
/// <param name="others">The way for all other requests; null when there is none.</param>
internal sealed class ImdsHandler(MetadataService service, HttpMessageHandler imds, HttpMessageHandler? others) : HttpMessageHandler
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
        var snapshot = service.Instance.Snapshot;
        if (!snapshot.IsOn)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"Instance {service.Instance.InstanceId} is not running: its metadata service is gone.");
        }

        if (service.IsSilent)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused: a fault lets nothing listen.");
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
