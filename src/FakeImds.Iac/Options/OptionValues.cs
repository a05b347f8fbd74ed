using System.Globalization;
using System.Net;
using System.Net.Sockets;
using FakeImds.Ec2;
using FakeImds.Hops;

namespace FakeImds.Iac.Options;

/// <summary>Reads option values; null is "not allowed".</summary>
internal static class OptionValues
{
    private const int HighestPort = 65535;

    /// <summary><c>ADDR:PORT</c>, IPv6 in brackets.</summary>
    public static IPEndPoint? EndPoint(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon < 1 || Number(text[(colon + 1)..], 0, HighestPort) is not string port)
        {
            return null;
        }

        var host = text[..colon];
        var bracketed = host.StartsWith('[') && host.EndsWith(']');
        host = bracketed ? host[1..^1] : host;
        return IPAddress.TryParse(host, out var address)
            && bracketed == (address.AddressFamily is AddressFamily.InterNetworkV6)
            && (bracketed || address.ToString() == host)
                ? new IPEndPoint(address, int.Parse(port, CultureInfo.InvariantCulture))
                : null;
    }

    /// <summary><c>NETWORK=N</c> or <c>ADDRESS=N</c>, as the library reads it.</summary>
    public static ClientHops? Hops(string text)
    {
        try
        {
            return ClientHops.Parse(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The text when it is a whole number in the range.</summary>
    public static string? Number(string text, int low, int high) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= low && number <= high && !text.StartsWith('+') ? text : null;

    /// <summary><c>true</c> or <c>false</c>, and 1 or 0 for the environment.</summary>
    public static string? Switch(string text) => text switch
    {
        "true" or "1" => "true",
        "false" or "0" => "false",
        _ => null,
    };

    /// <summary>A Region name, as the library checks it.</summary>
    public static string? Region(string text)
    {
        try
        {
            return new Ec2Account().Region(text).Name;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary><c>KEY=VALUE</c> with a condition key.</summary>
    public static KeyValuePair<string, string>? Context(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is > 0 and var sign && ContextKey(text[..sign]) is { } key ? KeyValuePair.Create(key, text[(sign + 1)..]) : null;

    /// <summary>A condition key, unless it is a documented one misspelt.</summary>
    public static string? ContextKey(string key) =>
        key.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && colon < key.Length - 1 && IamKeyNames.Nearest(key) is null ? key : null;

    /// <summary>The ARN of a caller.</summary>
    public static string? CallerArn(string text)
    {
        try
        {
            return FakeImds.Ec2.IamCaller.Of(text).Arn;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
