using System.Text;
using FakeImds.Ec2;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Options;
using FakeImds.Iac.Plan;

namespace FakeImds.Iac.AwsCli;

/// <summary>Reads what <c>aws ec2 run-instances --cli-input-json</c> is given, also as <c>--generate-cli-skeleton</c> prepares it.</summary>
internal static class RunInstancesInput
{
    private static readonly string[] s_options = ["HttpTokens", "HttpPutResponseHopLimit", "HttpEndpoint", "HttpProtocolIpv6", "InstanceMetadataTags"];
    private static readonly string[] s_marks = ["MinCount", "MaxCount", "MetadataOptions", "ImageId", "InstanceMarketOptions", "LaunchTemplate", "TagSpecifications"];

    // A config file may have members of the same names, but never without one of these.
    private static readonly string[] s_others = ["Instances", "Reservations", "Images", "FakeImds", "AccountLevel", "LaunchTemplateVersions"];

    public static bool IsOne(ConfigNode document) => document.Kind is ConfigKind.Object
        && Array.Exists(s_marks, m => document[m] is not null) && !Array.Exists(s_others, m => document[m] is not null);

    /// <exception cref="ConfigException">A value that EC2 does not take, or that the skeleton holds for the user to replace.</exception>
    public static DeclaredFile Read(string path, ConfigNode document)
    {
        var template = document["LaunchTemplate"];
        return new DeclaredFile
        {
            Path = path,
            Launches =
            [
                new DeclaredLaunch
                {
                    Name = "run-instances",
                    Kind = "run-instances input",
                    Position = document.Position,
                    Request = new RunInstancesRequest
                    {
                        LaunchTemplate = template?.TextOf("LaunchTemplateId") ?? template?.TextOf("LaunchTemplateName"),
                        LaunchTemplateVersion = template?.TextOf("Version"),
                        SubnetId = document.TextOf("SubnetId"),
                        PrivateIpAddress = document.TextOf("PrivateIpAddress"),
                        Ipv6Addresses = document["Ipv6Addresses"] is { } addresses ? InstanceMapper.Texts(addresses.Items, "Ipv6Address") : null,
                        Ipv6AddressCount = LaunchNodes.Number(document["Ipv6AddressCount"]),
                    }.Over(LaunchNodes.Details(document) with
                    {
                        ImageId = document.TextOf("ImageId"),
                        InstanceType = document.TextOf("InstanceType"),
                        MetadataOptions = Options(document["MetadataOptions"]),

                        // The AWS CLI encodes it.
                        UserData = document.TextOf("UserData") is { } text ? [.. Encoding.UTF8.GetBytes(text)] : null,
                        KeyPair = document.TextOf("KeyName") is { } key ? KeyPairMapper.OfName(key) : null,
                        InstanceProfile = ProfileMapper.Of(document["IamInstanceProfile"]?.TextOf("Arn") ?? document["IamInstanceProfile"]?.TextOf("Name"), new Ec2AccountOptions().AccountId),
                        Tags = document.ListOf("TagSpecifications").Where(static s => s.TextOf("ResourceType") is "instance")
                            .Aggregate(InstanceDescription.NoTags, static (tags, s) => InstanceMapper.Tags(tags, s)),
                    }),
                },
            ],
        };
    }

    private static MetadataOptions? Options(ConfigNode? node)
    {
        if (node is not { Kind: not ConfigKind.Null })
        {
            return null;
        }

        OptionMembers.Checked(node, s_options);
        return node["HttpPutResponseHopLimit"] is { Text: "0" } untouched
            ? throw untouched.Error($"{untouched.Path} is 0, as --generate-cli-skeleton writes it; 1 to 64 is allowed, or leave it out")
            : new OptionReader(OptionNames.Ec2).Options(node);
    }
}
