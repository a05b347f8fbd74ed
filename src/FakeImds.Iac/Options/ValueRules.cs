using System.Net;
using FakeImds.Hops;
using FakeImds.Iac.Fleet;

namespace FakeImds.Iac.Options;

/// <summary>The values that config files and options of the command line have in common.</summary>
internal static class ValueRules
{
    public static ValueRule<IPEndPoint> EndPoint { get; } = new("ADDR:PORT, such as 127.0.0.1:8080 or [::1]:8080", OptionValues.EndPoint);

    public static ValueRule<IPEndPoint> LoopbackEndPoint { get; } = new(
        "a loopback ADDR:PORT, such as 127.0.0.1:4566", static t => OptionValues.EndPoint(t) is { } e && IPAddress.IsLoopback(e.Address) ? e : null);

    public static ValueRule<ClientHops> ClientHops { get; } = new("NETWORK=N or ADDRESS=N with N from 1 to 64, such as 172.16.0.0/12=2 or 172.17.0.2=2", OptionValues.Hops);

    public static ValueRule<IPEndPoint> ControlEndPoint { get; } = new(
        "a port, or ADDR:PORT such as 127.0.0.1:4567", static t => OptionValues.EndPoint(t.Contains(':', StringComparison.Ordinal) ? t : "127.0.0.1:" + t));

    public static ValueRule<string> Region { get; } = new("a Region name such as us-east-1", OptionValues.Region);

    public static ValueRule<string> CallerArn { get; } = new(
        "the ARN of a user or an assumed role, such as arn:aws:iam::123456789012:user/alice", OptionValues.CallerArn);

    public static ValueRule<string> Context { get; } = new(
        "KEY=VALUE with a condition key such as aws:PrincipalOrgID", static t => OptionValues.Context(t) is null ? null : t);

    public static ValueRule<ClientRoute> Client { get; } = new(
        "an address, a network such as 10.0.0.0/24, or a header such as X-Container-Name: web", ClientRoute.Read);

    public static ValueRule<NamedClient> NamedClient { get; } = new("LAUNCH=CLIENT, such as Web=172.30.0.11 or Web=10.0.0.0/24", Fleet.NamedClient.Read);

    /// <summary>The rule that a shape file names; null when there is none of that name.</summary>
    public static IValueRule? Named(string name) => name switch
    {
        "endpoint" => EndPoint,
        "loopback-endpoint" => LoopbackEndPoint,
        "control-endpoint" => ControlEndPoint,
        "client-hops" => ClientHops,
        "client" => Client,
        "named-client" => NamedClient,
        "region" => Region,
        "caller-arn" => CallerArn,
        _ => null,
    };
}
