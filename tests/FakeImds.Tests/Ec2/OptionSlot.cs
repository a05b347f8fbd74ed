using System.Globalization;
using FakeImds.Ec2;

namespace FakeImds.Tests.Ec2;

/// <summary>One of the five options, seen alone: what each rank says of it in words (null: nothing), and what was decided.</summary>
internal sealed record OptionSlot(
    string Name, string BuiltIn, Func<LaunchSources, string?[]> Inputs, Func<LaunchSources, LaunchSources, LaunchSources> Move)
{
    public static IReadOnlyList<OptionSlot> All { get; } =
    [
        new("HttpTokens", "optional",
            s => [Word(s.Request!.HttpTokens), Word(s.Template!.HttpTokens), Word(s.Account!.HttpTokens), s.Image is null ? null : "required"],
            (from, to) => to with
            {
                Request = to.Request! with { HttpTokens = from.Request!.HttpTokens },
                Template = to.Template! with { HttpTokens = from.Template!.HttpTokens },
                Account = to.Account! with { HttpTokens = from.Account!.HttpTokens },
                Image = from.Image,
            }),
        new("HttpPutResponseHopLimit", "1",
            s => [Word(s.Request!.HttpPutResponseHopLimit), Word(s.Template!.HttpPutResponseHopLimit), Word(s.Account!.HttpPutResponseHopLimit), s.Image is null ? null : "2"],
            (from, to) => to with
            {
                Request = to.Request! with { HttpPutResponseHopLimit = from.Request!.HttpPutResponseHopLimit },
                Template = to.Template! with { HttpPutResponseHopLimit = from.Template!.HttpPutResponseHopLimit },
                Account = to.Account! with { HttpPutResponseHopLimit = from.Account!.HttpPutResponseHopLimit },
                Image = from.Image,
            }),
        new("HttpEndpoint", "enabled",
            s => [Word(s.Request!.HttpEndpoint), Word(s.Template!.HttpEndpoint), Word(s.Account!.HttpEndpoint), null],
            (from, to) => to with
            {
                Request = to.Request! with { HttpEndpoint = from.Request!.HttpEndpoint },
                Template = to.Template! with { HttpEndpoint = from.Template!.HttpEndpoint },
                Account = to.Account! with { HttpEndpoint = from.Account!.HttpEndpoint },
            }),
        new("HttpProtocolIpv6", "disabled",
            s => [Word(s.Request!.HttpProtocolIpv6), Word(s.Template!.HttpProtocolIpv6), null, null],
            (from, to) => to with
            {
                Request = to.Request! with { HttpProtocolIpv6 = from.Request!.HttpProtocolIpv6 },
                Template = to.Template! with { HttpProtocolIpv6 = from.Template!.HttpProtocolIpv6 },
            }),
        new("InstanceMetadataTags", "disabled",
            s => [Word(s.Request!.InstanceMetadataTags), Word(s.Template!.InstanceMetadataTags), Word(s.Account!.InstanceMetadataTags), null],
            (from, to) => to with
            {
                Request = to.Request! with { InstanceMetadataTags = from.Request!.InstanceMetadataTags },
                Template = to.Template! with { InstanceMetadataTags = from.Template!.InstanceMetadataTags },
                Account = to.Account! with { InstanceMetadataTags = from.Account!.InstanceMetadataTags },
            }),
    ];

    /// <summary>The decided value and the rank of its source: 0 request, 1 template, 2 account, 3 image, 4 built-in.</summary>
    public (string Value, string Source) Decided(DecidedMetadataOptions options) =>
        (OptionWords.Values(options)[Name], OptionWords.Sources(options)[Name]);

    // Words by the enums' own names, so that a mistake in MetadataOptionText can't hide one in the precedence.
    private static string? Word<T>(T? value)
        where T : struct => Convert.ToString(value, CultureInfo.InvariantCulture) switch
        {
            null or "" or "NoPreference" or "-1" => null,
            var word => word.ToLowerInvariant(),
        };
}
