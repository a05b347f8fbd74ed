using System.Net;
using FakeImds.Ec2;
using FakeImds.Hops;
using FakeImds.Journal;
using FakeImds.Service;
using Microsoft.AspNetCore.Http.Features;

namespace FakeImds.Hosting;

/// <summary>Whose instance a client of shared addresses sees: by a header, by its own address, or nobody's (docs/fidelity.md#clients).</summary>
internal sealed class ClientDirectory
{
    private readonly Lock _change = new();
    private readonly MetadataServices _services;
    private readonly Ec2Instance? _default;
    private readonly Action<UnknownClient>? _tell;
    private readonly TimeProvider _time;
    private readonly FailureReport _failures;

    /// <param name="services">The services of the account's instances.</param>
    /// <param name="default">The instance of clients that belong to nobody; null where they are refused.</param>
    /// <param name="time">The account's clock.</param>
    /// <param name="tell">Told of such clients.</param>
    /// <param name="failures">Told what that throws.</param>
    public ClientDirectory(MetadataServices services, Ec2Instance? @default, TimeProvider time, Action<UnknownClient>? tell, FailureReport failures)
    {
        (_services, _default, _time, _tell, _failures) = (services, @default, time, tell, failures);
        if (@default is not null)
        {
            Ipv6.Add(@default);
        }
    }

    /// <summary>The instance of clients that belong to nobody; null where they are refused.</summary>
    public Ec2Instance? Default => _default;

    /// <summary>The same while nobody has clients of its own.</summary>
    public Ec2Instance? Sole => Routes.IsEmpty && Headers.IsEmpty ? _default : null;

    public ClientRoutes Routes { get; } = new();

    public HeaderRoutes Headers { get; } = new();

    /// <summary>The instances that are served here.</summary>
    public Ipv6Users Ipv6 { get; } = new();

    /// <summary>Routes a network; null takes its route away.</summary>
    /// <exception cref="ListenException">The instance is served over IPv6 too, and that address can't be opened.</exception>
    public void Route(IPNetwork network, Ec2Instance? instance)
    {
        var plain = NetworkTable<Ec2Instance>.Plain(network);
        lock (_change)
        {
            Use(Routes.Get(plain), instance);
            Routes.Set(plain, instance);
        }
    }

    /// <summary>Routes a header's value; null takes its route away.</summary>
    /// <exception cref="ListenException">The instance is served over IPv6 too, and that address can't be opened.</exception>
    public void Route(string header, string value, Ec2Instance? instance)
    {
        lock (_change)
        {
            Use(Headers.Get(header, value), instance);
            Headers.Set(header, value, instance);
        }
    }

    /// <summary>The handler of a new connection; null cuts it.</summary>
    /// <param name="client">Who connects.</param>
    /// <param name="isLocal">Whether that is this machine itself.</param>
    /// <param name="isIpv6">Whether the address is that of IPv6.</param>
    public IRequestHandler? Admit(ClientConnection client, bool isLocal, bool isIpv6)
    {
        var routed = Routes.Find(client.Address);
        var readsHeaders = !Headers.IsEmpty;
        var isUnknown = routed is null && (readsHeaders || !Routes.IsEmpty || _default is null);
        if (!readsHeaders && (routed ?? _default) is { } instance)
        {
            return isIpv6 && !MetadataHost.IsOnIpv6(instance) ? null
                : new MetadataConnection(_services.Of(instance), client, isUnknown ? new ClientChoice(this, IsRouted: false, isLocal, isIpv6) : null);
        }

        if (readsHeaders || isLocal)
        {
            // Who it is shows with its request; this machine may ask for its health.
            return new MetadataConnection(
                (routed ?? _default) is { } known ? _services.Of(known) : null, client, new ClientChoice(this, routed is not null, isLocal, isIpv6));
        }

        Tell(client, null);
        return null;
    }

    /// <summary>The service that answers a request; null where it is refused.</summary>
    public MetadataService? Choose(IHttpRequestFeature request, MetadataConnection connection, ClientChoice choice)
    {
        var named = Headers.IsEmpty ? null : Headers.Find(request.Headers);
        var service = named is null ? connection.Service : _services.Of(named);
        if (named is null && !choice.IsRouted && !IsHealthQuestion(request))
        {
            Tell(connection.Client, _default);
        }

        return service is { IsSilent: true } || (service is not null && choice.IsIpv6 && !MetadataHost.IsOnIpv6(service.Instance)) ? null : service;
    }

    /// <summary>A refused request: cut, save the question of this machine for its own health, which is no use of metadata.</summary>
    public Task RefuseAsync(IFeatureCollection features, ClientChoice choice)
    {
        if (choice.IsLocal && IsHealthQuestion(features.GetRequiredFeature<IHttpRequestFeature>()))
        {
            return new ResponseWriter(keepAlive: false).WriteAsync(features, "OPTIONS", _time.GetUtcNow(), Answer.TokenOptions, closes: true, isDated: false, issuer: null);
        }

        features.Get<IHttpRequestLifetimeFeature>()?.Abort();
        return Task.CompletedTask;
    }

    private static bool IsHealthQuestion(IHttpRequestFeature request) =>
        request.Method is "OPTIONS" && RequestTarget.IsLikeTokenPath(RequestTarget.Path(request.RawTarget));

    private void Use(Ec2Instance? before, Ec2Instance? after)
    {
        if (after is not null)
        {
            try
            {
                Ipv6.Add(after);
            }
            catch
            {
                Ipv6.Remove(after);
                throw;
            }
        }

        if (before is not null)
        {
            Ipv6.Remove(before);
        }
    }

    private void Tell(ClientConnection client, Ec2Instance? instance)
    {
        try
        {
            _tell?.Invoke(new UnknownClient { Time = _time.GetUtcNow(), Client = client.Address, Hops = client.Hops, InstanceId = instance?.InstanceId });
        }
        catch (Exception e)
        {
            _failures.Tell(e);
        }
    }
}
