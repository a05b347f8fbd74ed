using FakeImds.Ec2;

namespace FakeImds.Tests.Categories;

public sealed class NetworkTests
{
    private const string Macs = "network/interfaces/macs/";

    [Fact]
    public async Task An_interface_that_nobody_described_has_these_entries()
    {
        using var reader = new MetadataReader();
        var primary = reader.Description.PrimaryInterface!;

        (await reader.MetaData(Macs)).ShouldBe(primary.Mac + "/");
        (await reader.MetaData(Macs + primary.Mac)).ShouldBe("""
            device-number
            interface-id
            ipv4-associations/
            local-hostname
            local-ipv4s
            mac
            owner-id
            public-hostname
            public-ipv4s
            security-group-ids
            security-groups
            subnet-id
            subnet-ipv4-cidr-block
            vpc-id
            vpc-ipv4-cidr-block
            vpc-ipv4-cidr-blocks
            """.ReplaceLineEndings("\n"));
        (await reader.MetaData($"{Macs}{primary.Mac}/device-number")).ShouldBe("0");
    }

    [Theory]
    [InlineData("2406:da18:86c:daf1::/64", "2406:da18:86c:daf1:0:0:0:0/64")]
    [InlineData("2600:1F16:0b80:ad00::/56", "2600:1f16:b80:ad00:0:0:0:0/56")]
    [InlineData("2406:da18:86c:daf1:0:0:0:0/64", "2406:da18:86c:daf1:0:0:0:0/64")]
    [InlineData("not a block", "not a block")]
    public async Task Ipv6_blocks_are_printed_with_all_groups(string given, string printed)
    {
        using var reader = Described(n => n with { SubnetIpv6CidrBlocks = [given], VpcIpv6CidrBlocks = [given] });
        var mac = Macs + reader.Description.PrimaryInterface!.Mac;

        (await reader.MetaData(mac + "/subnet-ipv6-cidr-blocks")).ShouldBe(printed);
        (await reader.MetaData(mac + "/vpc-ipv6-cidr-blocks")).ShouldBe(printed);
    }

    [Fact]
    public async Task Ipv6_addresses_are_printed_as_given()
    {
        using var reader = Described(n => n with { Ipv6s = ["2600:1f16:b80:ad00::5", "2600:1f16:b80:ad00::6"] });

        (await reader.MetaData("ipv6")).ShouldBe("2600:1f16:b80:ad00::5");
        (await reader.MetaData($"{Macs}{reader.Description.PrimaryInterface!.Mac}/ipv6s")).ShouldBe("2600:1f16:b80:ad00::5\n2600:1f16:b80:ad00::6");
    }

    [Fact]
    public async Task An_ipv6_only_instance_has_no_ipv4_anywhere()
    {
        using var reader = Described(n => n with
        {
            LocalIpv4s = [],
            Ipv4Associations = [],
            PublicHostname = null,
            Ipv6s = ["2600:1f16:b80:ad00::5"],
            SubnetIpv4CidrBlock = null,
            SubnetIpv6CidrBlocks = ["2600:1f16:b80:ad00::/64"],
            LocalHostname = "i-0123456789abcdef0.us-east-2.compute.internal",
        });
        var mac = Macs + reader.Description.PrimaryInterface!.Mac;

        string[] gone = ["local-ipv4", "public-ipv4", "public-hostname", mac + "/local-ipv4s", mac + "/public-ipv4s", mac + "/ipv4-associations", mac + "/subnet-ipv4-cidr-block"];
        foreach (var path in gone)
        {
            (await reader.HasMetaData(path)).ShouldBeFalse(path);
        }

        (await reader.MetaData("local-hostname")).ShouldBe("i-0123456789abcdef0.us-east-2.compute.internal");
        (await reader.MetaData(mac + "/vpc-ipv4-cidr-block")).ShouldBe("172.31.0.0/16");
    }

    [Fact]
    public async Task An_EFA_only_interface_has_no_address_and_no_host_name()
    {
        using var reader = new MetadataReader(d => d with
        {
            NetworkInterfaces = [d.PrimaryInterface!, Bare(d, "0e:00:00:00:00:01") with { DeviceNumber = 1, NetworkCard = 1 }],
        });

        (await reader.Names($"latest/meta-data/{Macs}0e:00:00:00:00:01")).ShouldBe(
            ["device-number", "interface-id", "mac", "network-card", "owner-id", "subnet-id", "vpc-id"]);
    }

    [Fact]
    public async Task Interfaces_are_listed_by_mac_and_the_first_given_is_the_primary()
    {
        using var reader = new MetadataReader(d => d with
        {
            NetworkInterfaces =
            [
                d.PrimaryInterface!,
                Bare(d, "02:00:00:00:00:01") with
                {
                    DeviceNumber = 1,
                    LocalIpv4s = ["10.0.1.5", "10.0.1.6"],
                    Ipv4Prefixes = ["10.0.1.16/28", "10.0.1.32/28"],
                    Ipv6Prefixes = ["2600:1f13::/80"],
                    Ipv4Associations = [new("203.0.113.9", "10.0.1.6"), new("203.0.113.10", "10.0.1.5")],
                    VpcIpv4CidrBlocks = ["10.0.0.0/16", "10.1.0.0/16"],
                },
            ],
        });
        var primary = reader.Description.PrimaryInterface!;
        const string second = Macs + "02:00:00:00:00:01/";

        (await reader.MetaData(Macs)).ShouldBe($"02:00:00:00:00:01/\n{primary.Mac}/");
        (await reader.MetaData("mac")).ShouldBe(primary.Mac);
        (await reader.MetaData("local-ipv4")).ShouldBe(primary.LocalIpv4s[0]);
        (await reader.MetaData(second + "device-number")).ShouldBe("1");
        (await reader.MetaData(second + "local-ipv4s")).ShouldBe("10.0.1.5\n10.0.1.6");
        (await reader.MetaData(second + "ipv4-prefix")).ShouldBe("10.0.1.16/28\n10.0.1.32/28");
        (await reader.MetaData(second + "ipv6-prefix")).ShouldBe("2600:1f13::/80");
        (await reader.MetaData(second + "ipv4-associations/")).ShouldBe("203.0.113.10\n203.0.113.9");
        (await reader.MetaData(second + "ipv4-associations/203.0.113.9")).ShouldBe("10.0.1.6");
        (await reader.MetaData(second + "public-ipv4s")).ShouldBe("203.0.113.9\n203.0.113.10");
        (await reader.MetaData(second + "vpc-ipv4-cidr-block")).ShouldBe("10.0.0.0/16");
        (await reader.MetaData(second + "vpc-ipv4-cidr-blocks")).ShouldBe("10.0.0.0/16\n10.1.0.0/16");
    }

    [Fact]
    public async Task An_instance_without_interfaces_is_still_an_instance()
    {
        using var reader = new MetadataReader(d => d with { NetworkInterfaces = [] });

        (await reader.HasMetaData("network")).ShouldBeFalse();
        (await reader.HasMetaData("hostname")).ShouldBeFalse();
        (await reader.MetaData("instance-id")).ShouldBe(reader.Description.InstanceId);
    }

    private static MetadataReader Described(Func<NetworkInterface, NetworkInterface> change) =>
        new(d => d with { NetworkInterfaces = [change(d.PrimaryInterface!)] });

    private static NetworkInterface Bare(InstanceDescription d, string mac) => new()
    {
        Mac = mac,
        InterfaceId = "eni-0123456789abcdef0",
        OwnerId = d.AccountId,
        SubnetId = d.PrimaryInterface!.SubnetId,
        VpcId = d.PrimaryInterface!.VpcId,
    };
}
