using System.Collections.Frozen;
using System.Globalization;
using System.Net;

namespace FakeImds.Ec2;

/// <summary>A condition operator.</summary>
/// <param name="Test">
/// Whether a value fits what the policy gives; of a negated operator, the positive of it. Null when that turns on what nobody tells.
/// </param>
/// <param name="IsNegated">Whether it asks for the contrary.</param>
/// <param name="Accepts">Whether the policy may give this; null for all texts.</param>
/// <param name="Allowed">What the policy may give, in words.</param>
internal sealed record IamOperator(Func<string, string, bool?> Test, bool IsNegated = false, Func<string, bool>? Accepts = null, string Allowed = "a string")
{
    private const string Number = "a number";
    private const string Truth = "true or false";
    private const string Time = "a time such as 2026-01-31T09:30:00Z";
    private const string Network = "an address or CIDR block";

    /// <summary>Whether it asks only for the presence of the key.</summary>
    public bool IsNull { get; private init; }

    /// <summary>All operators by name, without <c>IfExists</c> and quantifiers.</summary>
    public static FrozenDictionary<string, IamOperator> All { get; } = new Dictionary<string, IamOperator>(StringComparer.OrdinalIgnoreCase)
    {
        ["StringEquals"] = new(Equal),
        ["StringNotEquals"] = new(Equal, IsNegated: true),
        ["StringEqualsIgnoreCase"] = new(EqualIgnoringCase),
        ["StringNotEqualsIgnoreCase"] = new(EqualIgnoringCase, IsNegated: true),
        ["StringLike"] = new(Like),
        ["StringNotLike"] = new(Like, IsNegated: true),
        ["NumericEquals"] = Numeric(static c => c == 0),
        ["NumericNotEquals"] = Numeric(static c => c == 0) with { IsNegated = true },
        ["NumericLessThan"] = Numeric(static c => c < 0),
        ["NumericLessThanEquals"] = Numeric(static c => c <= 0),
        ["NumericGreaterThan"] = Numeric(static c => c > 0),
        ["NumericGreaterThanEquals"] = Numeric(static c => c >= 0),
        ["DateEquals"] = Date(static c => c == 0),
        ["DateNotEquals"] = Date(static c => c == 0) with { IsNegated = true },
        ["DateLessThan"] = Date(static c => c < 0),
        ["DateLessThanEquals"] = Date(static c => c <= 0),
        ["DateGreaterThan"] = Date(static c => c > 0),
        ["DateGreaterThanEquals"] = Date(static c => c >= 0),
        ["Bool"] = new(EqualIgnoringCase, Accepts: static v => bool.TryParse(v, out _), Allowed: Truth),
        ["BinaryEquals"] = new(Equal),
        ["IpAddress"] = new(InNetwork, Accepts: IsNetwork, Allowed: Network),
        ["NotIpAddress"] = new(InNetwork, IsNegated: true, IsNetwork, Network),
        ["ArnEquals"] = new(Arn),
        ["ArnNotEquals"] = new(Arn, IsNegated: true),
        ["ArnLike"] = new(Arn),
        ["ArnNotLike"] = new(Arn, IsNegated: true),
        ["Null"] = new(static (_, _) => false, Accepts: static v => bool.TryParse(v, out _), Allowed: Truth) { IsNull = true },
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static bool? Equal(string actual, string expected) => OpenText.IsSame(actual, IamText.Plain(expected));

    private static bool? EqualIgnoringCase(string actual, string expected) => OpenText.IsSame(actual.ToUpperInvariant(), IamText.Plain(expected).ToUpperInvariant());

    private static bool? Like(string actual, string expected) => OpenText.Matches(expected, actual);

    private static bool? Arn(string actual, string expected) => IamText.MatchesArn(expected, actual);

    // A number, a time or an address that nobody tells may be any.
    private static bool? Told(string actual, string expected, bool test) => OpenText.IsIn(actual) || OpenText.IsIn(expected) ? null : test;

    private static IamOperator Numeric(Func<int, bool> compare) => new(
        (actual, expected) => Told(actual, expected, TryNumber(actual, out var a) && TryNumber(expected, out var e) && compare(a.CompareTo(e))),
        Accepts: static v => TryNumber(v, out _), Allowed: Number);

    private static IamOperator Date(Func<int, bool> compare) => new(
        (actual, expected) => Told(actual, expected, TryTime(actual, out var a) && TryTime(expected, out var e) && compare(a.CompareTo(e))),
        Accepts: static v => TryTime(v, out _), Allowed: Time);

    private static bool TryNumber(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);

    private static bool TryTime(string text, out DateTimeOffset time)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && text.Length is > 4 and < 12)
        {
            time = DateTimeOffset.FromUnixTimeSeconds(seconds);
            return true;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
    }

    private static bool? InNetwork(string actual, string expected) =>
        Told(actual, expected, IPAddress.TryParse(actual, out var address) && TryNetwork(expected, out var network) && network.Contains(address));

    private static bool IsNetwork(string text) => TryNetwork(text, out _);

    private static bool TryNetwork(string text, out IPNetwork network)
    {
        network = default;
        return IPNetwork.TryParse(text, out network)
            || (IPAddress.TryParse(text, out var one) && IPNetwork.TryParse($"{one}/{(one.AddressFamily is System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128)}", out network));
    }
}
