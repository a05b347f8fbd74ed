namespace FakeImds.Ec2;

/// <summary>Refuses descriptions that metadata could only show as nonsense: names that no path can reach, values EC2 does not have.</summary>
internal static class DescriptionRules
{
    private const int MaxUserDataBytes = 16384;
    private const int MacLength = 17;
    private const int MacPairLength = 3;

    private static readonly string[] s_interruptions = ["stop", "hibernate", "terminate"];

    private static readonly string[] s_targetStates =
    [
        "Detached", "InService", "Standby", "Terminated", "Warmed:Hibernated", "Warmed:Running", "Warmed:Stopped", "Warmed:Terminated",
    ];

    /// <summary>Throws if the instance can't have the description under its metadata options.</summary>
    /// <exception cref="Ec2Exception">EC2 itself would refuse: user data, tag keys, or IPv6 on the instance type.</exception>
    /// <exception cref="ArgumentException">FakeImds can't show it.</exception>
    public static void Demand(InstanceDescription description, DecidedMetadataOptions options, string region, string argument)
    {
        if (Problem(description, region) is { } problem)
        {
            throw new DescriptionException(problem, argument);
        }

        if (description.UserData.Length > MaxUserDataBytes)
        {
            throw new Ec2Exception(Ec2Errors.InvalidParameter("UserData", MetadataOptionText.Of(description.UserData.Length) + " bytes", $"User data is limited to {MaxUserDataBytes} bytes."));
        }

        if (options.HttpProtocolIpv6.Value is OptionState.Enabled && XenTypes.Has(description.InstanceType))
        {
            throw new Ec2Exception(Ec2Errors.Ipv6OnXen);
        }

        if (options.InstanceMetadataTags.Value is OptionState.Enabled && InstanceTagRule.Check(description.Tags.Keys) is { } error)
        {
            throw new Ec2Exception(error);
        }
    }

    /// <summary>What is wrong with a description, as a sentence that says what is allowed; null if nothing is.</summary>
    public static string? Problem(InstanceDescription d, string region) =>
        Place(d.Placement, region)
        ?? DescriptionArrays.Problem(d)
        ?? First(d.NetworkInterfaces, n => Interface(n, d))
        ?? Key(d.KeyPair)
        ?? (d.InstanceProfile is { RoleName: { } role } ? Name("RoleName", role) : null)
        ?? OneOf("SpotInterruption.Action", d.SpotInterruption?.Action, s_interruptions)
        ?? OneOf("TargetLifecycleState", d.TargetLifecycleState, s_targetStates)
        ?? First(d.ElasticGpus.Keys, static id => Name("ElasticGpus id", id))
        ?? First(d.ElasticInference.Keys, static id => Name("ElasticInference id", id))
        ?? (d.ManagedSshKeys is { } keys
            ? First(keys.ActiveKeys.Keys, static user => Name("ActiveKeys user", user))
                ?? First(keys.SignerOcsp.Keys, static fingerprint => Name("SignerOcsp fingerprint", fingerprint))
            : null)
        ?? First(d.Overrides, static o => OverrideRules.Problem(o.Key, o.Value));

    /// <summary>Null for a name that a path can reach.</summary>
    private static string? Name(string what, string name) =>
        name.Length > 0 && !name.Contains('/') && !name.Any(char.IsControl) ? null
        : $"{what} '{Printable(name)}' can't be a name in a path. It needs one or more characters, no slash, no control character.";

    internal static string Printable(string text) => string.Concat(text.Select(static c => char.IsControl(c) ? '?' : c));

    private static string? First<T>(IEnumerable<T> items, Func<T, string?> problem)
    {
        foreach (var item in items)
        {
            if (problem(item) is { } sentence)
            {
                return sentence;
            }
        }

        return null;
    }

    private static string? Place(Placement placement, string region) =>
        placement.Region != region
            ? $"Placement.Region '{placement.Region}' is not the Region that the instance is launched in. It must be {region}."
        : !placement.AvailabilityZone.StartsWith(region, StringComparison.Ordinal) || placement.AvailabilityZone.Length == region.Length
            ? $"Placement.AvailabilityZone '{placement.AvailabilityZone}' is not a zone of {region}. A zone's name begins with its Region's, such as {region}a."
        : null;

    private static string? Interface(NetworkInterface n, InstanceDescription d) =>
        !IsMac(n.Mac) ? $"Mac '{n.Mac}' is not a MAC address as EC2 writes it. It needs six lower-case pairs, such as 0a:1b:2c:3d:4e:5f."
        : d.NetworkInterfaces.Count(other => other.Mac == n.Mac) > 1 ? $"Mac '{n.Mac}' belongs to two network interfaces. Each needs its own."
        : First(n.Ipv4Associations, static a => Name("PublicIp", a.PublicIp));

    private static bool IsMac(string mac) =>
        mac.Length == MacLength
        && !mac.Where(static (c, i) => i % MacPairLength == MacPairLength - 1 ? c != ':' : !char.IsAsciiHexDigitLower(c)).Any();

    private static string? Key(KeyPair? key) =>
        key is null ? null
        : key.Name.Length == 0 || key.Name.Any(char.IsControl) ? "The key pair's name is empty or has a control character. It is listed as 0=name, on one line."
        : string.IsNullOrWhiteSpace(key.OpenSshKey) || key.OpenSshKey.TrimEnd('\r', '\n').Any(char.IsControl)
            ? $"The OpenSshKey of key pair '{key.Name}' is not one line. It looks like: ssh-ed25519 AAAA… {key.Name}"
        : null;

    private static string? OneOf(string what, string? value, string[] allowed) =>
        value is null || allowed.Contains(value) ? null : $"{what} '{value}' is not a value of EC2's. It is one of {string.Join(", ", allowed)}.";
}
