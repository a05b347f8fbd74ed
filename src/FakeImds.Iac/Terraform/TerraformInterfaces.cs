using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Iac.AwsCli;
using FakeImds.Iac.Documents;

namespace FakeImds.Iac.Terraform;

/// <summary>The network interfaces that the provider sends.</summary>
internal static class TerraformInterfaces
{
    /// <summary>
    /// Those of an instance: the attached ones; else one, where the provider needs an interface to say it (a public address or not, secondary
    /// addresses); else null, and what is said of the instance is sent as such.
    /// </summary>
    public static ImmutableArray<LaunchNetworkInterface>? Of(ConfigNode values)
    {
        ImmutableArray<LaunchNetworkInterface> attached =
        [
            .. TerraformLaunch.Blocks(values, "network_interface").Concat(TerraformLaunch.Blocks(values, "primary_network_interface")).Select(static n => new LaunchNetworkInterface
            {
                DeviceIndex = LaunchNodes.Number(n["device_index"]) ?? 0,
                NetworkCardIndex = TerraformLaunch.Positive(n["network_card_index"]),
                NetworkInterfaceId = n.TextOf("network_interface_id"),
            }),
        ];
        if (!attached.IsEmpty)
        {
            return attached;
        }

        var secondary = LaunchNodes.Texts(values, "secondary_private_ips");
        var isPublic = LaunchNodes.Flag(values["associate_public_ip_address"]);
        return secondary is null && isPublic is null ? null :
        [
            new LaunchNetworkInterface
            {
                DeviceIndex = 0,
                SubnetId = values.TextOf("subnet_id"),
                AssociatePublicIpAddress = isPublic,
                PrivateIpAddress = values.TextOf("private_ip"),
                PrivateIpAddresses = [.. (secondary ?? []).Select(static a => new LaunchPrivateAddress(a, false))],
                Ipv6Addresses = LaunchNodes.Texts(values, "ipv6_addresses") ?? [],
                SecurityGroupIds = LaunchNodes.Texts(values, "vpc_security_group_ids") ?? [],
            },
        ];
    }

    /// <summary>One of a launch template.</summary>
    public static LaunchNetworkInterface OfTemplate(ConfigNode block) => new()
    {
        DeviceIndex = LaunchNodes.Number(block["device_index"]),
        NetworkCardIndex = TerraformLaunch.Positive(block["network_card_index"]),
        NetworkInterfaceId = block.TextOf("network_interface_id"),
        InterfaceType = block.TextOf("interface_type"),
        SubnetId = block.TextOf("subnet_id"),
        AssociatePublicIpAddress = LaunchNodes.Flag(block["associate_public_ip_address"]),
        PrivateIpAddress = block.TextOf("private_ip_address"),
        PrivateIpAddresses = [.. (LaunchNodes.Texts(block, "ipv4_addresses") ?? []).Select(a => new LaunchPrivateAddress(a, a == block.TextOf("private_ip_address")))],
        SecondaryPrivateIpAddressCount = TerraformLaunch.Positive(block["ipv4_address_count"]),
        Ipv6Addresses = LaunchNodes.Texts(block, "ipv6_addresses") ?? [],
        Ipv6AddressCount = TerraformLaunch.Positive(block["ipv6_address_count"]),
        Ipv4Prefixes = LaunchNodes.Texts(block, "ipv4_prefixes") ?? [],
        Ipv6Prefixes = LaunchNodes.Texts(block, "ipv6_prefixes") ?? [],
        SecurityGroupIds = LaunchNodes.Texts(block, "security_groups") ?? [],
    };
}
