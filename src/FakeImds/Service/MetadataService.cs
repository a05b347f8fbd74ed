using FakeImds.Categories;
using FakeImds.Ec2;
using FakeImds.Faults;
using FakeImds.Hops;
using FakeImds.Identity;
using FakeImds.Journal;
using Microsoft.AspNetCore.Http.Features;

namespace FakeImds.Service;

/// <summary>
/// The metadata service of one instance: the gates in order (endpoint enabled, forwarded, route and method, token), then the
/// answer. One snapshot is read once per request; no lock is taken.
/// </summary>
internal sealed class MetadataService
{
    private readonly Ec2Instance _instance;
    private readonly SeededIds _ids;
    private readonly InstanceIdentityAuthority _authority;
    private readonly SessionToken _tokens;
    private readonly MetadataServiceOptions _options;
    private readonly ResponseWriter _writer;
    private readonly RequestJournal _journal;
    private readonly FaultedRequests _faulted;

    // Kestrel writes the date itself, out of a text that it makes each second. Its clock is the system's.
    private readonly bool _isDated;
    private CategoryTree? _tree;

    public MetadataService(
        Ec2Instance instance, SeededIds ids, InstanceIdentityAuthority authority, ReadOnlySpan<byte> tokenSecret, MetadataServiceOptions options)
    {
        _instance = instance;
        _ids = ids;
        _authority = authority;
        _tokens = new SessionToken(tokenSecret);
        _options = options;
        _writer = new ResponseWriter(options.KeepAlive);
        _isDated = options.TimeProvider == TimeProvider.System;
        _journal = new RequestJournal(instance.InstanceId, options.Journal, options.OnRequest, options.Failures);
        _faulted = new FaultedRequests(this, options, _journal);
        Malformed = new MalformedRequests(instance, options.TimeProvider, _journal);
    }

    public Ec2Instance Instance => _instance;

    /// <summary>Answers what does not become a request.</summary>
    public MalformedRequests Malformed { get; }

    /// <summary>Where failures are told that no answer tells.</summary>
    public FailureReport Failures => _options.Failures;

    /// <summary>True when a connection may have several requests.</summary>
    public bool KeepsConnections => _options.KeepAlive;

    /// <summary>True while a fault lets nothing listen.</summary>
    public bool IsSilent => _options.Faults.IsSilent(_instance.InstanceId);

    public Task AnswerAsync(IFeatureCollection features, ClientConnection client) =>
        _options.Faults.Active is { } faults ? _faulted.AnswerAsync(faults, features, client) : AnswerAsync(features, client, null);

    /// <summary>Answers a request that faults have let through.</summary>
    public Task AnswerAsync(IFeatureCollection features, ClientConnection client, FaultEffects? effects)
    {
        var body = features.Get<IHttpRequestBodyDetectionFeature>();
        return body is { CanHaveBody: true }
            ? AnswerAfterBodyAsync(features, client, effects)
            : Answer(features, client, RequestBody.Whole, effects);
    }

    /// <summary>Holds a connection as long as a withheld answer may; not at all when there is no service.</summary>
    public async Task HoldAsync(CancellationToken clientGone, CancellationToken requestAborted = default)
    {
        if (_instance.Snapshot.IsOn)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(clientGone, requestAborted, _options.Stopping);
            await Task.Delay(_options.WithheldResponseTime, _options.TimeProvider, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task AnswerAfterBodyAsync(IFeatureCollection features, ClientConnection client, FaultEffects? effects)
    {
        // A 100 Continue is in answer to the PUT too (docs/fidelity.md#hop-limit-100).
        var isPut = features.Get<IHttpRequestFeature>()!.Method == "PUT";
        if (client.Admit(isPut, _instance.Snapshot.MetadataOptions.HttpPutResponseHopLimit.Value))
        {
            var body = await RequestBody.DrainAsync(features).ConfigureAwait(false);
            client.HasUnreadBody = body is not RequestBody.Whole;
            await Answer(features, client, body, effects).ConfigureAwait(false);
        }
        else
        {
            client.HasUnreadBody = true;
            await Answer(features, client, RequestBody.Left, effects).ConfigureAwait(false);
        }
    }

    private Task Answer(IFeatureCollection features, ClientConnection client, int body, FaultEffects? effects)
    {
        var request = features.Get<IHttpRequestFeature>()!;
        var snapshot = _instance.Snapshot;
        if (!snapshot.IsOn)
        {
            // A stopped instance has no service to answer.
            features.Get<IHttpRequestLifetimeFeature>()?.Abort();
            return Task.CompletedTask;
        }

        var now = _options.TimeProvider.GetUtcNow();
        var isPut = request.Method == "PUT";
        var token = request.Headers[ImdsHeaders.Token];
        if (!client.Admit(isPut, snapshot.MetadataOptions.HttpPutResponseHopLimit.Value))
        {
            var kept = _journal.Keep(client, now, request, token.Count > 0 ? TokenState.NotRead : TokenState.None, AnswerOutcome.Withheld);
            var withheld = WithholdAsync(features, client);
            _journal.Tell(kept);
            return withheld;
        }

        var read = TokenReader.Read(_tokens, client, token, snapshot.Boot, now);
        var answer = Decide(request, client, snapshot, now, read, isPut, body);
        answer = effects is null ? answer : effects.Change(answer, read.Age(now));
        var served = _journal.IsRead
            ? _journal.Keep(client, now, request, read.State, client.Outcome, answer.Status, effects is { HasChangedAnswer: true })
            : default;
        var written = _writer.WriteAsync(
            features, request.Method, now, answer, closes: body is not RequestBody.Whole, isDated: _isDated && client.Socket is not null, isPut && answer.Issues ? (_tokens, snapshot.Boot) : null);
        _journal.Tell(served);
        return written;
    }

    private Answer Decide(
        IHttpRequestFeature request, ClientConnection client, InstanceSnapshot snapshot, DateTimeOffset now, TokenReader token, bool isPut, int body)
    {
        if (snapshot.MetadataOptions.HttpEndpoint.Value is OptionState.Disabled)
        {
            return Service.Answer.EndpointDisabled;
        }

        if (body > 0)
        {
            return Service.Answer.Malformed(body);
        }

        // A tokenless GET is served through proxies: IMDSv1 always was (docs/fidelity.md#forwarded).
        if (client.MayBeForwarded && (isPut || token.State is not TokenState.None) && request.Headers.ContainsKey(ImdsHeaders.ForwardedFor))
        {
            return Service.Answer.Forbidden;
        }

        var path = RequestTarget.Path(request.RawTarget);
        if (RequestTarget.IsLikeTokenPath(path))
        {
            return isPut ? Issue(request, path) : request.Method is "OPTIONS" ? Service.Answer.TokenOptions : Service.Answer.TokenMethodNotAllowed;
        }

        if (request.Method is not ("GET" or "HEAD"))
        {
            return Service.Answer.DataMethodNotAllowed;
        }

        var isServed = token.State is TokenState.Valid || (token.State is TokenState.None && snapshot.MetadataOptions.HttpTokens.Value is HttpTokens.Optional);
        return isServed ? Find(snapshot, path, now, token.Remaining) : Service.Answer.Unauthorized;
    }

    private static Answer Issue(IHttpRequestFeature request, ReadOnlySpan<char> path) =>
        !path.SequenceEqual(RequestTarget.TokenPath) ? Service.Answer.Forbidden
        : TtlText.TryParse(request.Headers[ImdsHeaders.TtlSeconds], out var ttl) ? Service.Answer.Token(ttl)
        : Service.Answer.BadRequest;

    private Answer Find(InstanceSnapshot snapshot, ReadOnlySpan<char> path, DateTimeOffset now, int remaining)
    {
        if (!Tree(snapshot).TryFind(path, out var category, out var version))
        {
            return Service.Answer.NotFound(remaining);
        }

        if (category is null)
        {
            return Service.Answer.Found(ServedVersions.Listing, Category.TextPlain, snapshot.Description.LaunchTime, remaining);
        }

        var modified = snapshot.Description.LaunchTime;
        var body = category.Timed is { } timed ? timed.Body(now, remaining >= 0, out modified) : category.Body(version);
        return Service.Answer.Found(body, category.ContentType, modified, remaining);
    }

    // Two threads may render the same snapshot; both trees are the same.
    private CategoryTree Tree(InstanceSnapshot snapshot)
    {
        var tree = Volatile.Read(ref _tree);
        if (tree is null || !ReferenceEquals(tree.Snapshot, snapshot))
        {
            tree = CategoryTree.Render(snapshot, _ids, _authority);
            Volatile.Write(ref _tree, tree);
        }

        return tree;
    }

    private async Task WithholdAsync(IFeatureCollection features, ClientConnection client)
    {
        var lifetime = features.Get<IHttpRequestLifetimeFeature>()!;
        await HoldAsync(client.InputEnded, lifetime.RequestAborted).ConfigureAwait(false);
        lifetime.Abort();
    }
}
