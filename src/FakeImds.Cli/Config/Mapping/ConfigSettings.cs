using System.Text.RegularExpressions;
using FakeImds.Cli.Run;

namespace FakeImds.Cli.Config;

/// <summary>Turns a checked document into settings.</summary>
internal static partial class ConfigSettings
{
    // Members of the FakeImds section that are options of `fakeimds run` too.
    private static readonly (string Member, string Option)[] s_options =
    [
        ("Listen", "listen"), ("ClientHops", "client-hops"), ("KeepAlive", "keep-alive"),
        ("AssignAddresses", "assign-addresses"), ("Region", "region"), ("Seed", "seed"),
    ];

    /// <exception cref="ConfigException">Parts of the document contradict each other.</exception>
    public static RunSettings Of(ConfigNode document)
    {
        var parts = LaunchParts.Of(document);
        var own = document["FakeImds"];
        var settings = new RunSettings
        {
            Launch = MetadataOptionMapper.Options(parts.Instance?["MetadataOptions"]) ?? new(),
            Template = MetadataOptionMapper.Options(parts.TemplateData?["MetadataOptions"]),
            AccountDefaults = MetadataOptionMapper.Defaults(document["AccountLevel"]),
            ImdsSupport = parts.Image?["ImdsSupport"] is null ? null : Ec2.ImdsSupport.V2,
            AccountId = own?.TextOf("AccountId") ?? parts.Reservation?.TextOf("OwnerId") ?? document.TextOf("OwnerId"),
            Region = parts.AvailabilityZone is { } zone ? RegionOf(zone) : null,
            WithheldResponseTime = own?.NumberOf("WithheldResponseSeconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Describe = new DescriptionMapper(document, parts).Describe,
        };
        foreach (var (member, option) in s_options)
        {
            if (own?[member] is { } node)
            {
                string[] values = node.Kind is ConfigKind.List ? [.. node.Items.Select(i => i.Text)] : [node.Text];
                settings = RunOptions.Named(option).Apply(settings, values);
            }
        }

        DescriptionMapper.CheckAlone(own);
        return settings;
    }

    private static string RegionOf(ConfigNode zone) => Region.Match(zone.Text) is { Success: true } match
        ? match.Value
        : throw zone.Error($"{zone.Path} is '{zone.Text}'; an Availability Zone such as us-east-1a is allowed");

    // A Local Zone is us-west-2-lax-1a: its Region ends at the first number.
    [GeneratedRegex("^([a-z]+-){2,3}?[0-9]{1,2}", RegexOptions.CultureInvariant)]
    private static partial Regex Region { get; }
}
