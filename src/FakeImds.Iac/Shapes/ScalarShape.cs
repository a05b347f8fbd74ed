using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;
using FakeImds.Iac.Options;

namespace FakeImds.Iac.Shapes;

/// <summary>A string, number or boolean of a certain type.</summary>
/// <param name="Type">The word that names the type in a shape file.</param>
internal sealed partial record ScalarShape(string Type) : Shape
{
    public const string HopLimitOrNone = "hop-limit-or-none";

    private const string OnlyChoice = "choice:";

    private static readonly string[] s_words =
        ["string", "string?", "text", "time", "base64", "account-id", "mac", "ipv4", "ipv6", "cidr", "bool", "number", "int", HopLimitOrNone];

    /// <summary>Whether the type is one that this class knows; a shape file with another is wrong.</summary>
    public bool IsKnown => s_words.Contains(Type) || Choices.Length > 0 || Type.StartsWith("int:", StringComparison.Ordinal) || Rule is not null;

    /// <summary>The words of a choice such as <c>enabled|disabled</c>, or <c>choice:v2.0</c> for one word; empty for all other types.</summary>
    public string[] Choices => Type.StartsWith(OnlyChoice, StringComparison.Ordinal) ? [Type[OnlyChoice.Length..]]
        : Type.Contains('|', StringComparison.Ordinal) ? Type.Split('|') : [];

    /// <summary>The rule that the value follows; null for all other types.</summary>
    public IValueRule? Rule => ValueRules.Named(Type);

    /// <summary>Whether the value is something encoded, such as user data.</summary>
    public bool IsBase64 => Type is "base64";

    public ConfigKind Kind => Type switch
    {
        "bool" => ConfigKind.Boolean,
        "number" or HopLimitOrNone => ConfigKind.Number,
        _ => Type is "int" || Type.StartsWith("int:", StringComparison.Ordinal) ? ConfigKind.Number : ConfigKind.String,
    };

    public override string Words => Kind switch
    {
        ConfigKind.Boolean => "true or false",
        ConfigKind.Number => Type is "number" ? "a number" : "a whole number",
        _ => Type is "string?" ? "a string or null" : "a string",
    };

    /// <summary>What is allowed, in words.</summary>
    public string Allowed => Type switch
    {
        "text" => "a string that is not empty",
        "time" => "a time such as 2026-01-31T09:30:00+00:00",
        "base64" => "base64",
        "account-id" => "an account id of 12 digits",
        "mac" => "a MAC address such as 06:12:34:56:78:9a",
        "ipv4" => "an IPv4 address",
        "ipv6" => "an IPv6 address",
        "cidr" => "an address block such as 10.0.0.0/16",
        HopLimitOrNone => "a whole number from 1 to 64, or -1 for no preference,",
        _ => Choices is { Length: > 0 } words ? AllowedWords.Of(words)
            : Rule?.Allowed ?? (Range is var (low, high) && Type is not "int" && Kind is ConfigKind.Number
                ? string.Create(CultureInfo.InvariantCulture, $"a whole number from {low} to {high}") : Words),
    };

    /// <summary>The lowest and the highest whole number.</summary>
    public (int Low, int High) Range
    {
        get
        {
            if (!Type.StartsWith("int:", StringComparison.Ordinal))
            {
                return (int.MinValue, int.MaxValue);
            }

            var bounds = Type["int:".Length..].Split("..");
            return (int.Parse(bounds[0], CultureInfo.InvariantCulture), int.Parse(bounds[1], CultureInfo.InvariantCulture));
        }
    }

    public bool Accepts(ConfigKind kind) => kind == Kind || (kind is ConfigKind.Null && Type is "string?");

    public bool Fits(string text) => Type switch
    {
        "string" or "string?" or "bool" or "number" => true,
        "text" => text.Length > 0,
        "time" => ConfigTime.IsTime(text),
        "base64" => Convert.TryFromBase64String(text, new byte[text.Length], out _),
        "account-id" => text.Length is 12 && text.All(char.IsAsciiDigit),
        "mac" => Mac.IsMatch(text),
        "ipv4" => text.Count('.') is 3 && IPAddress.TryParse(text, out var four) && four.ToString() == text,
        "ipv6" => text.Contains(':', StringComparison.Ordinal) && !text.Contains('%', StringComparison.Ordinal) && IPAddress.TryParse(text, out _),
        "cidr" => IPNetwork.TryParse(text, out _),
        HopLimitOrNone => text is "-1" || InRange(text, 1, 64),
        _ => Choices is { Length: > 0 } words ? words.Contains(text)
            : Rule is { } rule ? rule.Accepts(text)
            : InRange(text, Range.Low, Range.High),
    };

    private static bool InRange(string text, int low, int high) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high;

    [GeneratedRegex("^[0-9a-f]{2}(:[0-9a-f]{2}){5}$", RegexOptions.CultureInvariant)]
    private static partial Regex Mac { get; }
}
