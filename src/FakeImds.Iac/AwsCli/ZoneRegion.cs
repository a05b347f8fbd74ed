using System.Text.RegularExpressions;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;

namespace FakeImds.Iac.AwsCli;

/// <summary>The Region of an Availability Zone.</summary>
internal static partial class ZoneRegion
{
    /// <exception cref="ConfigException">It is not a zone.</exception>
    public static string Of(ConfigNode zone) => Region.Match(zone.Text) is { Success: true } match
        ? match.Value
        : throw zone.Error($"{zone.Path} is '{ShortValue.Of(zone.Text)}'; an Availability Zone such as us-east-1a is allowed");

    // A Local Zone is us-west-2-lax-1a: its Region ends at the first number.
    [GeneratedRegex("^([a-z]+-){2,3}?[0-9]{1,2}", RegexOptions.CultureInvariant)]
    private static partial Regex Region { get; }
}
