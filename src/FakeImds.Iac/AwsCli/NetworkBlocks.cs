using System.Collections.Immutable;
using System.Net;
using FakeImds.Ec2;
using FakeImds.Iac.Documents;

namespace FakeImds.Iac.AwsCli;

/// <summary>The address blocks of subnets and VPCs: describe-instances does not print them, describe-subnets and describe-vpcs do.</summary>
internal sealed class NetworkBlocks(ConfigNode document)
{
    /// <summary>The interface with the blocks of its subnet and VPC; those that the file lacks are guessed from its address.</summary>
    public NetworkInterface Describe(NetworkInterface basis)
    {
        var subnet = Find("Subnets", "SubnetId", basis.SubnetId);
        var vpc = Find("Vpcs", "VpcId", basis.VpcId);
        var local = basis.LocalIpv4s.IsEmpty ? null : basis.LocalIpv4s[0];
        return basis with
        {
            SubnetIpv4CidrBlock = local is null ? null : subnet?.TextOf("CidrBlock") ?? Guess(basis.SubnetIpv4CidrBlock, local, 20),
            SubnetIpv6CidrBlocks = InstanceMapper.Texts(subnet?.ListOf("Ipv6CidrBlockAssociationSet") ?? [], "Ipv6CidrBlock"),
            VpcIpv4CidrBlocks = vpc is not null ? Blocks(vpc)
                : local is null ? basis.VpcIpv4CidrBlocks
                : [Guess(basis.VpcIpv4CidrBlocks.FirstOrDefault(), local, 16)],
            VpcIpv6CidrBlocks = InstanceMapper.Texts(vpc?.ListOf("Ipv6CidrBlockAssociationSet") ?? [], "Ipv6CidrBlock"),
        };
    }

    private static ImmutableArray<string> Blocks(ConfigNode vpc)
    {
        var blocks = InstanceMapper.Texts(vpc.ListOf("CidrBlockAssociationSet"), "CidrBlock");
        return vpc.TextOf("CidrBlock") is { } first ? [first, .. blocks.Where(b => b != first)] : blocks;
    }

    // The sizes of a default VPC and its subnets, when the address is not in the block that the library chose.
    private static string Guess(string? known, string address, int bits)
    {
        var ip = IPAddress.Parse(address);
        if (known is not null && IPNetwork.Parse(known).Contains(ip))
        {
            return known;
        }

        var bytes = ip.GetAddressBytes();
        for (var bit = bits; bit < 32; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return $"{new IPAddress(bytes)}/{bits}";
    }

    private ConfigNode? Find(string list, string member, string id) =>
        document.ListOf(list).FirstOrDefault(n => n.TextOf(member) == id);
}
