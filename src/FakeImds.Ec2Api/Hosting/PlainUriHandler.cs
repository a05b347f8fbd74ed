namespace FakeImds.Ec2Api.Hosting;

/// <summary>
/// Gives requests an ordinary address. The AWS SDK makes addresses whose path must not be normalized, and TestServer can't read those.
/// </summary>
internal sealed class PlainUriHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { } address)
        {
            request.RequestUri = new Uri(address.OriginalString);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
