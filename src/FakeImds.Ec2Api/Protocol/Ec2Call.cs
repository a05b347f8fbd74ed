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

    public required string CallerArn { get; init; }

    public string? AccessKeyId { get; init; }

    public Ec2Account Account => Region.Account;

    /// <summary>
    /// The one place where an action asks whether it may go on. All parameters must have been read by now: others are unknown.
    /// Nothing has changed when this throws.
    /// </summary>
    /// <param name="resource">The ARN of what the action is for.</param>
    /// <param name="options">The metadata options in effect.</param>
    /// <param name="attributes">The attributes that the call sets.</param>
    /// <exception cref="Ec2Exception">An unknown parameter, a denied call, or a dry run that would have succeeded.</exception>
    public void Proceed(string resource = "*", DecidedMetadataOptions? options = null, IReadOnlyDictionary<string, string>? attributes = null)
    {
        var isDryRun = Parameters.Flag("DryRun") ?? false;
        Parameters.RejectUnknown();
        var call = new Ec2ApiCall
        {
            Action = Action,
            Region = Region.Name,
            CallerArn = CallerArn,
            AccessKeyId = AccessKeyId,
            Resource = resource,
            MetadataOptions = options,
            Attributes = attributes ?? new Dictionary<string, string>(),
        };
        if (Settings.IsAllowed is { } isAllowed && !isAllowed(call))
        {
            throw new Ec2Exception(ApiErrors.Denied(CallerArn, Action, resource));
        }

        if (isDryRun)
        {
            throw new Ec2Exception(ApiErrors.DryRun);
        }
    }

    /// <summary>The ARN of a resource of this account and Region, such as <c>instance/i-…</c>.</summary>
    public string Arn(string resource) =>
        $"arn:{RegionNames.Partition(Region.Name)}:ec2:{Region.Name}:{Account.AccountId}:{resource}";

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
