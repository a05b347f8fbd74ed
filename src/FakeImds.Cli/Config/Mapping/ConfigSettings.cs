using System.Text.RegularExpressions;
using FakeImds.Cli.Run;

namespace FakeImds.Cli.Config;

/// <summary>Turns our own section of a checked document into settings.</summary>
internal static partial class ConfigSettings
{
    // Members of the FakeImds section that are options of `fakeimds run` too.
    private static readonly (string Member, string Option)[] s_options =
    [
        ("Listen", "listen"), ("ClientHops", "client-hops"), ("KeepAlive", "keep-alive"),
        ("AssignAddresses", "assign-addresses"), ("Region", "region"), ("Seed", "seed"),
        ("Instance", "instance"), ("Ec2Api", "ec2-api"), ("CallerArn", "caller-arn"), ("LenientImageIds", "lenient-image-ids"),
        ("StrictHttpEndpoint", "strict-http-endpoint"), ("HideManagedBy", "hide-managed-by"), ("AccountDefaultsFillIamKeys", "account-defaults-fill-iam-keys"),
    ];

    /// <exception cref="ConfigException">Parts of the section contradict each other.</exception>
    public static RunSettings Of(ConfigNode? own)
    {
        var settings = new RunSettings
        {
            AccountId = own?.TextOf("AccountId"),
            WithheldResponseTime = own?.NumberOf("WithheldResponseSeconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
        foreach (var (member, option) in s_options)
        {
            if (own?[member] is { } node)
            {
                string[] values = node.Kind is ConfigKind.List ? [.. node.Items.Select(i => i.Text)] : [node.Text];
                settings = RunOptions.Named(option).Apply(settings, values);
            }
        }

        return settings;
    }

    /// <summary>The Region of a zone.</summary>
    /// <exception cref="ConfigException">It is not a zone.</exception>
    public static string RegionOf(ConfigNode zone) => Region.Match(zone.Text) is { Success: true } match
        ? match.Value
        : throw zone.Error($"{zone.Path} is '{zone.Text}'; an Availability Zone such as us-east-1a is allowed");

    // A Local Zone is us-west-2-lax-1a: its Region ends at the first number.
    [GeneratedRegex("^([a-z]+-){2,3}?[0-9]{1,2}", RegexOptions.CultureInvariant)]
    private static partial Regex Region { get; }
}
