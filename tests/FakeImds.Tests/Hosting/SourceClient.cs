using System.Net;
using System.Net.Sockets;

namespace FakeImds.Tests.Hosting;

/// <summary>Clients that come from an address of their own choice.</summary>
internal static class SourceClient
{
    private static readonly Uri s_instanceId = new("latest/meta-data/instance-id", UriKind.Relative);

    public static HttpClient From(string source, Uri address) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancellationToken) =>
        {
            var from = IPAddress.Parse(source);
            var socket = new Socket(from.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    }) { BaseAddress = address };

    /// <summary>Which instance a client sees; null when its connection is cut.</summary>
    public static async Task<string?> InstanceIdAsync(string source, Uri address, params (string Name, string Value)[] headers)
    {
        using var http = From(source, address);
        using var request = new HttpRequestMessage(HttpMethod.Get, s_instanceId);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        try
        {
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }
        catch (HttpRequestException e) when (e.StatusCode is null)
        {
            return null;
        }
    }
}
