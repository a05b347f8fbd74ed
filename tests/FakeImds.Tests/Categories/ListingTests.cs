using System.Text;
using FakeImds.Ec2;

namespace FakeImds.Tests.Categories;

public sealed class ListingTests
{
    [Fact]
    public async Task Names_are_sorted_with_slashes_and_without_a_final_newline()
    {
        using var reader = new MetadataReader(d => d with { InstanceProfile = null });

        (await reader.MetaData("")).ShouldBe("""
            ami-id
            ami-launch-index
            ami-manifest-path
            block-device-mapping/
            events/
            hostname
            identity-credentials/
            instance-action
            instance-id
            instance-life-cycle
            instance-type
            local-hostname
            local-ipv4
            mac
            metrics/
            network/
            placement/
            profile
            public-hostname
            public-ipv4
            public-keys/
            reservation-id
            security-groups
            services/
            system
            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Every_listing_of_every_version_is_sorted_and_has_no_empty_line()
    {
        using var reader = new MetadataReader(Everything.Of, tags: true);
        foreach (var version in TreeEntry.Versions)
        {
            foreach (var leaf in await reader.Leaves(version))
            {
                var directory = leaf[..leaf.LastIndexOf('/')];
                var names = (await reader.Names(directory))!;
                names.SequenceEqual(names.Order(StringComparer.Ordinal)).ShouldBeTrue(directory);
                names.Contains("").ShouldBeFalse(directory);
            }
        }
    }

    [Fact]
    public async Task Nothing_has_a_slash_below_a_version()
    {
        using var reader = new MetadataReader();
        using var withData = new MetadataReader(d => d with { UserData = [1] });

        (await reader.Text("latest")).ShouldBe("dynamic\nmeta-data");
        (await withData.Text("latest/")).ShouldBe("dynamic\nmeta-data\nuser-data");
        (await withData.Text("1.0")).ShouldBe("meta-data\nuser-data");
        (await reader.Text("latest/dynamic")).ShouldBe("fws/\ninstance-identity/");
    }

    [Fact]
    public async Task A_directory_that_a_version_has_nothing_in_is_not_there()
    {
        using var reader = new MetadataReader(d => d with { SpotInterruption = new SpotInterruption("stop", MetadataReader.Launch) });

        (await reader.Names("2014-11-05/meta-data"))!.ShouldNotContain("spot/");
        (await reader.Has("2014-11-05/meta-data/spot")).ShouldBeFalse();
        (await reader.Text("2018-03-28/meta-data/spot")).ShouldBe("instance-action");
    }

    [Fact]
    public async Task A_key_pair_is_listed_with_its_name_and_ends_with_a_newline()
    {
        using var reader = new MetadataReader(d => d with { KeyPair = new KeyPair("my-key", "ssh-rsa AAAA my-key") });

        (await reader.MetaData("public-keys/")).ShouldBe("0=my-key");
        (await reader.MetaData("public-keys/0/")).ShouldBe("openssh-key");
        (await reader.MetaData("public-keys/0/openssh-key")).ShouldBe("ssh-rsa AAAA my-key\n");
        (await reader.HasMetaData("public-keys/0=my-key")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_key_as_ssh_keygen_writes_it_keeps_its_one_newline()
    {
        using var reader = new MetadataReader(d => d with { KeyPair = new KeyPair("my-key", "ssh-rsa AAAA my-key\n") });

        (await reader.MetaData("public-keys/0/openssh-key")).ShouldBe("ssh-rsa AAAA my-key\n");
    }

    [Fact]
    public async Task The_key_is_the_one_leaf_that_ends_with_a_newline()
    {
        using var reader = new MetadataReader(d => Everything.Of(d) with { UserData = [] }, tags: true);

        var ending = new List<string>();
        foreach (var leaf in await reader.Leaves("latest"))
        {
            if ((await reader.Text(leaf)).EndsWith('\n'))
            {
                ending.Add(leaf);
            }
        }

        ending.ShouldBe(["latest/meta-data/public-keys/0/openssh-key"]);
    }

    [Fact]
    public async Task User_data_is_sent_byte_for_byte()
    {
        byte[] gzipped = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 0xc3, 0x28, 0, 10, 13, 10];
        using var reader = new MetadataReader(d => d with { UserData = [.. gzipped] });

        using var answer = await reader.Get("latest/user-data");
        answer.Content.Headers.GetValues("Content-Type").ShouldBe(["application/octet-stream"]);
        answer.Content.Headers.ContentEncoding.ShouldBeEmpty();
        (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(gzipped);
        (await reader.Bytes("1.0/user-data/")).ShouldBe(gzipped);
    }

    [Fact]
    public async Task Text_outside_ascii_is_utf8()
    {
        using var reader = new MetadataReader(d => d with { Tags = Everything.Texts(("Name", "grün")) }, tags: true);

        (await reader.Bytes("latest/meta-data/tags/instance/Name")).ShouldBe(Encoding.UTF8.GetBytes("grün"));
    }
}
