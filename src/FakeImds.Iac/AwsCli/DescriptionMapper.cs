using System.Collections.Immutable;
using System.Text;
using FakeImds.Ec2;
using FakeImds.Iac.Documents;

namespace FakeImds.Iac.AwsCli;

/// <summary>Lays what the document says over what the library made up: first the image, then the instance. Our own section comes later.</summary>
internal sealed class DescriptionMapper(ConfigNode document, LaunchParts parts)
{
    private const int MaxUserDataBytes = 16384;

    /// <exception cref="ConfigException">The document lacks something, or contradicts itself or the Region.</exception>
    public InstanceDescription Describe(InstanceDescription basis)
    {
        var described = ImageMapper.Describe(basis, parts.Image);
        if (parts.Instance is { } instance)
        {
            described = InstanceMapper.Describe(described, instance, parts.Reservation);
            described = described with
            {
                Placement = PlacementMapper.Describe(described.Placement, instance["Placement"]),
                NetworkInterfaces = new InterfaceMapper(described, instance, new NetworkBlocks(document)).Describe(),
            };
        }

        if (parts.IsPasted)
        {
            described = described with { InstanceProfile = null, KeyPair = null };
        }

        return described with
        {
            InstanceProfile = ProfileMapper.Describe(described, parts.Instance?["IamInstanceProfile"] ?? parts.TemplateData?["IamInstanceProfile"], role: null),
            KeyPair = KeyPairMapper.Describe(described.KeyPair, document, parts.Instance?["KeyName"] ?? parts.TemplateData?["KeyName"]),
        };
    }

    /// <summary>Checks what our own section can't have together, so that the error comes before anything is made.</summary>
    public static void CheckAlone(ConfigNode? own)
    {
        if (own?["UserData"] is not null && own["UserDataBase64"] is { } second)
        {
            throw second.Error("FakeImds.UserDataBase64 is given together with FakeImds.UserData; one of them is allowed");
        }

        if ((own?["UserData"] ?? own?["UserDataBase64"]) is { } data && UserData(own!)!.Value.Length > MaxUserDataBytes)
        {
            throw data.Error($"{data.Path} has more than {MaxUserDataBytes} bytes; at most that many are allowed");
        }
    }

    public static ImmutableArray<byte>? UserData(ConfigNode own) =>
        own["UserData"] is { } text ? [.. Encoding.UTF8.GetBytes(text.Text)]
        : own["UserDataBase64"] is { } base64 ? [.. Convert.FromBase64String(base64.Text)]
        : null;
}
