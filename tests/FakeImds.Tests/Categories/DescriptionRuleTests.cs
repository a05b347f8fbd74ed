using FakeImds.Ec2;

namespace FakeImds.Tests.Categories;

/// <summary>What could only be shown as nonsense is refused, at launch and later, in one line that says what is allowed.</summary>
public sealed class DescriptionRuleTests
{
    private static readonly Dictionary<string, Func<InstanceDescription, InstanceDescription>> s_wrong = new(StringComparer.Ordinal)
    {
        ["override '' names nothing"] = Override(""),
        ["override '//' names nothing"] = Override("//"),
        ["override 'latest/meta-data/mac' begins with a version"] = Override("latest/meta-data/mac"),
        ["override '/2021-03-23/user-data' begins with a version"] = Override("/2021-03-23/user-data"),
        ["override 'api/token' can't be answered"] = Override("api/token"),
        ["override 'meta-data/a?b' has a control character"] = Override("meta-data/a\nb"),
        ["override 'meta-data/mac' has no value"] = d => d with { Overrides = d.Overrides.Add("meta-data/mac", null!) },
        ["RoleName 'a/b' can't be a name"] = d => d with { InstanceProfile = d.InstanceProfile! with { RoleName = "a/b" } },
        ["RoleName '' can't be a name"] = d => d with { InstanceProfile = d.InstanceProfile! with { RoleName = "" } },
        ["Mac '0A:00:00:00:00:01' is not a MAC address"] = Interface(n => n with { Mac = "0A:00:00:00:00:01" }),
        ["Mac '0a-00-00-00-00-01' is not a MAC address"] = Interface(n => n with { Mac = "0a-00-00-00-00-01" }),
        ["belongs to two network interfaces"] = d => d with { NetworkInterfaces = [d.PrimaryInterface!, d.PrimaryInterface!] },
        ["PublicIp 'a/b' can't be a name"] = Interface(n => n with { Ipv4Associations = [new("a/b", "10.0.0.1")] }),
        ["LocalIpv4s is an uninitialised array"] = Interface(n => n with { LocalIpv4s = default }),
        ["UserData is an uninitialised array"] = d => d with { UserData = default },
        ["Placement.Region 'eu-west-1' is not the Region"] = d => d with { Placement = d.Placement with { Region = "eu-west-1" } },
        ["AvailabilityZone 'eu-west-1a' is not a zone of us-east-1"] = d => d with { Placement = d.Placement with { AvailabilityZone = "eu-west-1a" } },
        ["name is empty or has a control character"] = d => d with { KeyPair = new KeyPair("a\nb", "ssh-rsa AAAA") },
        ["OpenSshKey of key pair 'k' is not one line"] = d => d with { KeyPair = new KeyPair("k", "-----BEGIN-----\nx\n") },
        ["Action 'Stop' is not a value of EC2's. It is one of stop, hibernate, terminate"] = d => d with { SpotInterruption = new("Stop", default) },
        ["TargetLifecycleState 'Running' is not a value"] = d => d with { TargetLifecycleState = "Running" },
        ["ActiveKeys user 'a/b'"] = d => d with { ManagedSshKeys = new ManagedSshKeys { SignerCert = "", ActiveKeys = Everything.Texts(("a/b", "")) } },
        ["SignerOcsp fingerprint ''"] = d => d with { ManagedSshKeys = new ManagedSshKeys { SignerCert = "", SignerOcsp = Everything.Texts(("", "")) } },
        ["ElasticGpus id 'a/b'"] = d => d with { ElasticGpus = Everything.Texts(("a/b", "")) },
    };

    public static TheoryData<string> Wrong => [.. s_wrong.Keys];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_launch_refuses(string words)
    {
        var error = Should.Throw<ArgumentException>(() => new MetadataReader(s_wrong[words]));

        error.Message.ShouldContain(words.Replace("override '", "Override path '", StringComparison.Ordinal));
        error.Message.ShouldNotContain("\n");
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_change_refuses_and_nothing_has_changed(string words)
    {
        using var reader = new MetadataReader();
        var before = reader.Imds.Instance.Snapshot;

        Should.Throw<ArgumentException>(() => reader.Imds.Instance.Update(s_wrong[words]));
        reader.Imds.Instance.Snapshot.ShouldBeSameAs(before);
        (await reader.HasMetaData("instance-id")).ShouldBeTrue();
    }

    [Fact]
    public void User_data_is_limited_at_launch_and_later()
    {
        using var reader = new MetadataReader(d => d with { UserData = [.. new byte[16384]] });

        Should.Throw<Ec2Exception>(() => reader.Imds.Instance.Update(d => d with { UserData = [.. new byte[16385]] })).Message.ShouldContain("16384");
        Should.Throw<Ec2Exception>(() => new MetadataReader(d => d with { UserData = [.. new byte[16385]] }));
    }

    [Fact]
    public void A_content_type_that_no_header_can_carry_is_refused() =>
        Should.Throw<ArgumentException>(() => LiteralValue.Bytes([], "text/plain\r\nX: y"));

    [Fact]
    public async Task A_Local_Zone_is_a_zone_of_its_region()
    {
        using var reader = new MetadataReader(d => d with { Placement = d.Placement with { AvailabilityZone = "us-east-1-bos-1a", AvailabilityZoneId = "use1-bos1-az1" } });

        (await reader.MetaData("placement/availability-zone")).ShouldBe("us-east-1-bos-1a");
    }

    private static Func<InstanceDescription, InstanceDescription> Override(string path) =>
        d => d with { Overrides = d.Overrides.Add(path, LiteralValue.Text("x")) };

    private static Func<InstanceDescription, InstanceDescription> Interface(Func<NetworkInterface, NetworkInterface> change) =>
        d => d with { NetworkInterfaces = [change(d.PrimaryInterface!)] };
}
