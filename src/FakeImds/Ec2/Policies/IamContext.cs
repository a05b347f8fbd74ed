using System.Collections.Immutable;
using System.Globalization;

namespace FakeImds.Ec2;

/// <summary>What the conditions of a policy see of a request.</summary>
internal sealed class IamContext(IamRequest request, DateTimeOffset now)
{
    public IamRequest Request => request;

    /// <summary>A key's values; empty when it is absent.</summary>
    public ImmutableArray<string> Values(string key)
    {
        if (request.Keys.TryGetValue(key, out var values))
        {
            return values;
        }

        var caller = request.Caller;
        var text = key.ToUpperInvariant() switch
        {
            "AWS:PRINCIPALARN" => caller.PrincipalArn,
            "AWS:PRINCIPALACCOUNT" => caller.AccountId,
            "AWS:PRINCIPALTYPE" => caller.PrincipalType,
            "AWS:USERNAME" => caller.UserName,
            "AWS:REQUESTEDREGION" or "EC2:REGION" => request.Region,
            "AWS:CURRENTTIME" => now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            "AWS:EPOCHTIME" => now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            "EC2:ROLEDELIVERY" => caller.RoleDelivery?.ToString("0.0", CultureInfo.InvariantCulture),
            "EC2:SOURCEINSTANCEARN" => caller.SourceInstanceArn,
            _ => null,
        };
        return text is null ? [] : [text];
    }
}
