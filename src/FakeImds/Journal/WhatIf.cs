using FakeImds.Ec2;
using FakeImds.Service;

namespace FakeImds.Journal;

/// <summary>Decides one request under other options, by the service's own order of gates (docs/fidelity.md#what-if).</summary>
internal static class WhatIf
{
    private const string Tags = "/meta-data/tags";

    public static WhatIfRequest Of(in ServedRequest request, MetadataOptions options)
    {
        var (verdict, status) = Decide(request, options);
        return new WhatIfRequest(request, verdict, status);
    }

    private static (WhatIfVerdict Verdict, int Status) Decide(in ServedRequest r, MetadataOptions options)
    {
        if (r.IsOverIpv6 && options.HttpProtocolIpv6 is OptionState.Disabled)
        {
            return (WhatIfVerdict.Refused, 0);
        }

        var beyond = options.HttpPutResponseHopLimit is { } limit ? r.Hops is { } hops ? hops > limit : null : (bool?)false;
        if (r.IsPut && beyond is not false)
        {
            return (beyond is true ? WhatIfVerdict.NeverAnswered : WhatIfVerdict.Unknown, 0);
        }

        if (options.HttpEndpoint is OptionState.Disabled)
        {
            return (WhatIfVerdict.Refused, 403);
        }

        if (r.Version is ImdsVersion.V2 && !r.IsPut && beyond is not false)
        {
            return (beyond is true ? WhatIfVerdict.WithoutToken : WhatIfVerdict.Unknown, 0);
        }

        if (r.IsV1 && r.Method is "GET" or "HEAD" && options.HttpTokens is HttpTokens.Required)
        {
            return (WhatIfVerdict.Refused, 401);
        }

        return IsTag(r.Path) && options.InstanceMetadataTags is { } tags ? Tag(r, tags) : AsItWas(r, options);
    }

    private static (WhatIfVerdict Verdict, int Status) Tag(in ServedRequest r, OptionState tags) =>
        tags is OptionState.Disabled ? (WhatIfVerdict.Refused, 404)
        : r.Status is 404 ? (WhatIfVerdict.Unknown, 0)
        : AsItWas(r, new MetadataOptions());

    // What one option refused, and it alone could have, the other value answers.
    private static (WhatIfVerdict Verdict, int Status) AsItWas(in ServedRequest r, MetadataOptions options) => r.Outcome switch
    {
        // What a fault did, it would have done under all options; what it hid nobody knows.
        _ when r.IsFaulted => (WhatIfVerdict.Unknown, 0),
        AnswerOutcome.Unsent => (WhatIfVerdict.Unknown, 0),
        AnswerOutcome.Withheld or AnswerOutcome.Expired => options.HttpPutResponseHopLimit is null ? (WhatIfVerdict.NeverAnswered, 0) : (WhatIfVerdict.Answered, 0),
        _ when r is { Status: 401, IsV1: true } && options.HttpTokens is HttpTokens.Optional => (WhatIfVerdict.Answered, 0),
        _ when r is { Status: 403 } && options.HttpEndpoint is OptionState.Enabled => (WhatIfVerdict.Unknown, 0),
        _ => r.IsRefused ? (WhatIfVerdict.Refused, r.Status) : (WhatIfVerdict.Answered, 0),
    };

    private static bool IsTag(string target)
    {
        var path = RequestTarget.Path(target);
        var at = path.IndexOf(Tags);
        return at > 0 && path[1..at].IndexOf('/') < 0 && (path.Length == at + Tags.Length || path[at + Tags.Length] is '/');
    }
}
