using FakeImds.Ec2;

namespace FakeImds.Tests.Categories;

public sealed class SeedTests
{
    [Fact]
    public async Task The_same_seed_gives_the_same_bytes_at_every_path()
    {
        using var one = new MetadataReader(Everything.Of, tags: true, seed: 5);
        using var two = new MetadataReader(Everything.Of, tags: true, seed: 5);

        var leaves = await one.Leaves("latest");
        (await two.Leaves("latest")).ShouldBe(leaves);
        leaves.Count.ShouldBeGreaterThan(80);
        foreach (var leaf in leaves)
        {
            (await two.Bytes(leaf)).ShouldBe(await one.Bytes(leaf), leaf);
            (await two.WithToken(leaf)).ShouldBe(await one.WithToken(leaf), leaf);
        }
    }

    [Fact]
    public async Task Another_seed_gives_other_ids_and_secrets()
    {
        using var one = new MetadataReader(seed: 5);
        using var two = new MetadataReader(seed: 6);
        const string mac = "network/interfaces/macs/";
        string[] differing =
        [
            "ami-id", "instance-id", "reservation-id", "mac", "local-ipv4", "hostname", "public-keys/0/openssh-key",
            "iam/info", "iam/security-credentials/fakeimds-role", "identity-credentials/ec2/security-credentials/ec2-instance",
        ];
        foreach (var path in differing)
        {
            (await two.MetaData(path)).ShouldNotBe(await one.MetaData(path), path);
        }

        foreach (var name in (string[])["interface-id", "subnet-id", "vpc-id", "security-group-ids"])
        {
            (await two.MetaData($"{mac}{two.Description.PrimaryInterface!.Mac}/{name}"))
                .ShouldNotBe(await one.MetaData($"{mac}{one.Description.PrimaryInterface!.Mac}/{name}"), name);
        }
    }

    [Fact]
    public async Task Ids_and_addresses_agree_at_every_path()
    {
        using var reader = new MetadataReader();
        var mac = await reader.MetaData("mac");
        var own = $"network/interfaces/macs/{mac}/";
        var document = await reader.Text("latest/dynamic/instance-identity/document");

        (await reader.MetaData(own + "mac")).ShouldBe(mac);
        (await reader.MetaData(own + "local-ipv4s")).ShouldBe(await reader.MetaData("local-ipv4"));
        (await reader.MetaData(own + "public-ipv4s")).ShouldBe(await reader.MetaData("public-ipv4"));
        (await reader.MetaData(own + "local-hostname")).ShouldBe(await reader.MetaData("local-hostname"));
        (await reader.MetaData(own + "public-hostname")).ShouldBe(await reader.MetaData("public-hostname"));
        (await reader.MetaData(own + "security-groups")).ShouldBe(await reader.MetaData("security-groups"));
        (await reader.MetaData($"{own}ipv4-associations/{await reader.MetaData("public-ipv4")}")).ShouldBe(await reader.MetaData("local-ipv4"));
        (await reader.MetaData("hostname")).ShouldBe(await reader.MetaData("local-hostname"));
        (await reader.MetaData("hostname")).ShouldBe($"ip-{(await reader.MetaData("local-ipv4")).Replace('.', '-')}.ec2.internal");
        document.ShouldContain($"\"privateIp\" : \"{await reader.MetaData("local-ipv4")}\"");
        document.ShouldContain($"\"instanceId\" : \"{await reader.MetaData("instance-id")}\"");
        document.ShouldContain($"\"imageId\" : \"{await reader.MetaData("ami-id")}\"");
        document.ShouldContain($"\"instanceType\" : \"{await reader.MetaData("instance-type")}\"");
        document.ShouldContain($"\"availabilityZone\" : \"{await reader.MetaData("placement/availability-zone")}\"");
        document.ShouldContain($"\"region\" : \"{await reader.MetaData("placement/region")}\"");
        document.ShouldContain($"\"accountId\" : \"{await reader.MetaData(own + "owner-id")}\"");
        (await reader.MetaData("identity-credentials/ec2/info")).ShouldContain(await reader.MetaData(own + "owner-id"));
    }

    [Fact]
    public async Task An_instance_that_nobody_configured_is_a_plausible_t3_micro()
    {
        using var reader = new MetadataReader();
        var expected = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ami-id"] = "ami-0[0-9a-f]{16}",
            ["ami-launch-index"] = "0",
            ["ami-manifest-path"] = @"\(unknown\)",
            ["block-device-mapping/ami"] = "xvda",
            ["block-device-mapping/root"] = "/dev/xvda",
            ["instance-action"] = "none",
            ["instance-id"] = "i-0[0-9a-f]{16}",
            ["instance-life-cycle"] = "on-demand",
            ["instance-type"] = "t3.micro",
            ["local-ipv4"] = @"172\.31\.\d+\.\d+",
            ["mac"] = "06(:[0-9a-f]{2}){5}",
            ["placement/availability-zone"] = "us-east-1a",
            ["profile"] = "default-hvm",
            ["public-ipv4"] = @"203\.0\.113\.\d+",
            ["public-keys/0/openssh-key"] = @"ssh-ed25519 AAAA[A-Za-z0-9+/]+ fakeimds-key\n",
            ["reservation-id"] = "r-0[0-9a-f]{16}",
            ["security-groups"] = "default",
            ["system"] = "nitro",
        };
        foreach (var (path, value) in expected)
        {
            (await reader.MetaData(path)).ShouldMatch($@"\A{value}\z", path);
        }
    }

    [Fact]
    public async Task Instances_of_one_account_differ()
    {
        using var reader = new MetadataReader();
        var d = reader.Description;
        var other = reader.Imds.Account.Region("us-east-1").Instances.Run(new RunInstancesRequest
        {
            ImageId = d.ImageId, InstanceProfile = d.InstanceProfile,
        })[0];
        using var client = reader.Imds.CreateClient(instance: other);

        (await client.GetStringAsync("latest/meta-data/instance-id", TestContext.Current.CancellationToken)).ShouldBe(other.InstanceId);
        (await client.GetStringAsync("latest/meta-data/iam/security-credentials/fakeimds-role", TestContext.Current.CancellationToken))
            .ShouldNotBe(await reader.MetaData("iam/security-credentials/fakeimds-role"));
    }
}
