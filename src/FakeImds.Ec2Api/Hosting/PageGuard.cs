using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FakeImds.Ec2Api.Hosting;

/// <summary>
/// Keeps web pages away: a page of any site can make a browser on this machine send requests here. Browsers say so in <c>Origin</c> and
/// <c>Sec-Fetch-Site</c>; a page whose name was pointed at this address after it was loaded says its name in <c>Host</c>.
/// </summary>
internal static class PageGuard
{
    private const string OriginScheme = "http://";
    private const int MaxShown = 60;

    /// <summary>Why a request of a web page is refused; null for requests of programs, and of a page that this address serves.</summary>
    public static string? RefusalOfPage(IHeaderDictionary headers, IHttpConnectionFeature? connection)
    {
        var origin = headers.Origin;
        var site = headers["Sec-Fetch-Site"];
        return origin.Count is 0 && site.Count is 0 && headers["Sec-Fetch-Mode"].Count is 0 ? null
            : site.Count > 0 && site.ToString() is not ("same-origin" or "none")
                ? "Sec-Fetch-Site says that a page of another site asks; programs and this address itself are allowed"
            : origin.Count > 0 && !IsOwn(origin.ToString(), headers.Host.ToString())
                ? $"Origin is '{Shown(origin.ToString())}'; programs and this address itself are allowed"
            : RefusalOfHost(headers, connection, isRemoteAllowed: true);
    }

    /// <summary>Why a request for a name is refused that is not this machine's; null for the others.</summary>
    /// <param name="headers">The request's headers.</param>
    /// <param name="connection">The request's connection.</param>
    /// <param name="isRemoteAllowed">Whether other machines are clients: then addresses of all kinds and names without a dot are allowed, which no page can be named.</param>
    public static string? RefusalOfHost(IHeaderDictionary headers, IHttpConnectionFeature? connection, bool isRemoteAllowed)
    {
        var host = headers.Host.Count is 1 ? headers.Host.ToString() : headers.Host.Count is 0 ? "localhost" : "";
        var name = HostString.FromUriComponent(host).Host.Trim('[', ']').TrimEnd('.');
        var isAllowed = IPAddress.TryParse(name, out var address)
            ? isRemoteAllowed || IPAddress.IsLoopback(address) || address.Equals(connection?.LocalIpAddress)
            : name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
                || (isRemoteAllowed && name.Length > 0 && !name.Contains('.'));
        return isAllowed ? null : $"Host is '{Shown(host)}'; localhost or the address listened on is allowed";
    }

    private static bool IsOwn(string origin, string host) =>
        origin.StartsWith(OriginScheme, StringComparison.OrdinalIgnoreCase) && origin.AsSpan(OriginScheme.Length).Equals(host, StringComparison.OrdinalIgnoreCase);

    private static string Shown(string text) => text.Length <= MaxShown ? text : string.Concat(text.AsSpan(0, MaxShown - 1), "…");
}
