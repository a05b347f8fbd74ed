using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using FakeImds.Ec2;

namespace FakeImds.Ec2Api.Protocol;

/// <summary>One request on its way through an action: read, ask whether it is allowed, carry out.</summary>
internal sealed class Ec2Call
{
    public required string Action { get; init; }

    public required Ec2Region Region { get; init; }

    public required Parameters Parameters { get; init; }

    /// <summary>The parameters as sent; two requests are the same when these are.</summary>
    public required IReadOnlyDictionary<string, string> Flat { get; init; }

    public required CallSettings Settings { get; init; }

    public required IamCaller Caller { get; init; }

    public string CallerArn => Caller.Arn;

    public string? AccessKeyId { get; init; }

    public Ec2Account Account => Region.Account;

    /// <summary>
    /// The one place where an action asks whether it may go on. All parameters must have been read by now: others are unknown.
    /// Nothing has changed when this throws.
    /// </summary>
    /// <param name="resource">The ARN of what the action is for.</param>
    /// <param name="attributes">The attributes that the call sets.</param>
    /// <param name="keys">Condition keys of the resource.</param>
    /// <exception cref="Ec2Exception">An unknown parameter, a denied call, or a dry run that would have succeeded.</exception>
    public void Proceed(string resource = "*", IReadOnlyDictionary<string, string>? attributes = null, ImmutableDictionary<string, ImmutableArray<string>>? keys = null) =>
        Proceed(resource, null, attributes, () => Decide(resource, WithAttributes(keys ?? IamRequest.NoKeys, attributes)));

    /// <summary>The same for an action on instances: denied on one of them, it is denied.</summary>
    /// <param name="instances">The instances.</param>
    /// <param name="attributes">The attributes that the call sets.</param>
    /// <param name="newProfile">The profile that the call gives them; null for none.</param>
    public void Proceed(IReadOnlyList<Ec2Instance> instances, IReadOnlyDictionary<string, string>? attributes = null, InstanceProfile? newProfile = null) => Proceed(
        Arn("instance/" + (instances.Count == 1 ? instances[0].InstanceId : "*")),
        instances.Count == 1 ? instances[0].Snapshot.MetadataOptions : null,
        attributes,
        () => IamDecision.OfAll(instances.Select(i =>
            Decide(Arn("instance/" + i.InstanceId), WithAttributes(IamKeys.OfInstance(i).With("ec2:NewInstanceProfile", newProfile?.Arn), attributes)))));

    /// <summary>The same for an action on several resources.</summary>
    public void Proceed(IReadOnlyList<string> resources, ImmutableDictionary<string, ImmutableArray<string>> keys) =>
        Proceed("*", null, null, () => IamDecision.OfAll(resources.Select(r => Decide(r, keys))));

    /// <summary>The same for a launch.</summary>
    public void Proceed(RunInstancesRequest launch, DecidedMetadataOptions options) =>
        Proceed(Arn("instance/*"), options, null, () => Region.Instances.Authorize(launch, Caller));

    /// <summary>Asks whether the caller may make a launch that is part of another action, which <see cref="Proceed(string, IReadOnlyDictionary{string, string}?, ImmutableDictionary{string, ImmutableArray{string}}?)"/> allowed.</summary>
    /// <exception cref="Ec2Exception">EC2 would refuse the launch's options, or the caller may not launch.</exception>
    public void AskToLaunch(RunInstancesRequest launch) => Ask(
        "RunInstances", Arn("instance/*"), Region.Instances.Decide(launch).OptionsOrThrow(), null, () => Region.Instances.Authorize(launch, Caller));

    /// <summary>The ARN of a resource of this account and Region, such as <c>instance/i-…</c>. Those of images name no account.</summary>
    public string Arn(string resource) =>
        $"arn:{RegionNames.Partition(Region.Name)}:ec2:{Region.Name}:{(resource.StartsWith("image/", StringComparison.Ordinal) ? "" : Account.AccountId)}:{resource}";

    private void Proceed(string resource, DecidedMetadataOptions? options, IReadOnlyDictionary<string, string>? attributes, Func<IamDecision> decide)
    {
        var isDryRun = Parameters.Flag("DryRun") ?? false;
        Parameters.RejectUnknown();
        Ask(Action, resource, options, attributes, decide);
        if (isDryRun)
        {
            throw new Ec2Exception(ApiErrors.DryRun);
        }
    }

    private void Ask(string action, string resource, DecidedMetadataOptions? options, IReadOnlyDictionary<string, string>? attributes, Func<IamDecision> decide)
    {
        var call = new Ec2ApiCall
        {
            Action = action,
            Region = Region.Name,
            CallerArn = CallerArn,
            AccessKeyId = AccessKeyId,
            Resource = resource,
            MetadataOptions = options,
            Attributes = attributes ?? new Dictionary<string, string>(),
        };
        if (Settings.IsAllowed is { } isAllowed && !isAllowed(call))
        {
            throw new Ec2Exception(ApiErrors.Denied(CallerArn, action, resource));
        }

        var decision = decide();
        if (decision.IsDenied)
        {
            throw new Ec2Exception(Denial.Error(CallerArn, decision));
        }

        if (!decision.IsAllowed)
        {
            // docs/fidelity.md#iam-open
            Settings.OnUndecided?.Invoke(call, decision);
        }
    }

    private IamDecision Decide(string resource, ImmutableDictionary<string, ImmutableArray<string>> keys) => Account.Policies.Evaluate(
        new IamRequest { Action = "ec2:" + Action, Resource = resource, Caller = Caller, Region = Region.Name, Keys = keys, UnknownKeys = IamResourceKeys.UnknownOfArn(resource) });

    // Both forms are documented: ec2:Attribute holds the names, ec2:Attribute/NAME the value.
    private static ImmutableDictionary<string, ImmutableArray<string>> WithAttributes(
        ImmutableDictionary<string, ImmutableArray<string>> keys, IReadOnlyDictionary<string, string>? attributes) =>
        attributes is null or { Count: 0 } ? keys
        : attributes.Aggregate(keys.SetItem("ec2:Attribute", [.. attributes.Keys]), static (k, a) => k.SetItem(IamKeys.Attribute + a.Key, [a.Value]));

    /// <summary>Carries a change out once per client token.</summary>
    public T Once<T>(string? clientToken, Func<T> change)
        where T : class =>
        Region.IdempotentCalls.Once(Action, clientToken, Fingerprint(), change);

    private string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, value) in Flat.OrderBy(static p => p.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name.Length}:{name}{value.Length}:{value}"));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
