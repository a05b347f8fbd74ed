using System.Collections.Immutable;
using System.Net;
using FakeImds.Ec2;

namespace FakeImds.Tests.Categories;

public sealed class OverrideTests
{
    private static readonly LiteralValue s_literal = LiteralValue.Text("literal");

    [Fact]
    public async Task A_leaf_can_be_replaced()
    {
        using var reader = With(("meta-data/instance-type", s_literal));

        (await reader.MetaData("instance-type")).ShouldBe("literal");
        (await reader.Names("latest/meta-data"))!.Count(name => name == "instance-type").ShouldBe(1);
    }

    [Fact]
    public async Task A_leaf_can_be_added_in_directories_that_are_new()
    {
        using var reader = With(("/meta-data/mine//deep/leaf/", s_literal), ("mine/leaf", s_literal));

        (await reader.MetaData("mine/deep/leaf")).ShouldBe("literal");
        (await reader.MetaData("mine")).ShouldBe("deep/");
        (await reader.Names("latest/meta-data"))!.ShouldContain("mine/");
        (await reader.Text("latest")).ShouldBe("dynamic\nmeta-data\nmine");
    }

    [Fact]
    public async Task A_leaf_is_in_all_versions_and_its_directories_show_no_more_than_it_in_old_ones()
    {
        using var reader = With(
            ("meta-data/tags/instance/mine", s_literal), ("meta-data/placement/mine", s_literal), ("dynamic/instance-identity/document", s_literal));
        foreach (var version in TreeEntry.Versions)
        {
            (await reader.Text(version + "/meta-data/tags/instance/mine")).ShouldBe("literal", version);
            (await reader.Text(version + "/meta-data/placement/mine")).ShouldBe("literal", version);
            (await reader.Text(version + "/dynamic/instance-identity/document")).ShouldBe("literal", version);
        }

        (await reader.Text("1.0/meta-data/placement")).ShouldBe("mine");
        (await reader.Text("1.0/dynamic")).ShouldBe("instance-identity/");
        (await reader.Text("1.0/dynamic/instance-identity")).ShouldBe("document");
        (await reader.Has("1.0/meta-data/placement/region")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_leaf_can_be_removed()
    {
        using var reader = With(("meta-data/instance-type", LiteralValue.Removed));

        (await reader.HasMetaData("instance-type")).ShouldBeFalse();
        (await reader.Names("latest/meta-data"))!.ShouldNotContain("instance-type");
    }

    [Fact]
    public async Task A_directory_can_be_removed_and_goes_with_its_last_leaf()
    {
        using var reader = With(("meta-data/placement", LiteralValue.Removed), ("meta-data/metrics/vhostmd", LiteralValue.Removed));

        (await reader.HasMetaData("placement/region")).ShouldBeFalse();
        (await reader.HasMetaData("metrics")).ShouldBeFalse();
        (await reader.Names("latest/meta-data"))!.Intersect(["placement/", "metrics/"]).ShouldBeEmpty();
    }

    [Fact]
    public async Task Removing_what_is_not_there_changes_nothing()
    {
        using var plain = new MetadataReader();
        using var reader = With(("meta-data/instance-type/x", LiteralValue.Removed), ("meta-data/none/x", LiteralValue.Removed), ("none", LiteralValue.Removed));

        (await reader.Leaves("latest")).ShouldBe(await plain.Leaves("latest"));
        (await reader.MetaData("instance-type")).ShouldBe("t3.micro");
    }

    [Fact]
    public async Task Removing_shows_nothing_in_older_versions()
    {
        using var reader = With(("meta-data/placement/availability-zone", LiteralValue.Removed));

        (await reader.Has("2008-02-01/meta-data/placement")).ShouldBeFalse();
        (await reader.Text("2019-10-01/meta-data/placement")).ShouldBe("availability-zone-id");
    }

    [Fact]
    public async Task A_leaf_below_a_leaf_makes_a_directory_of_it()
    {
        using var reader = With(("meta-data/instance-id/mine", s_literal));

        (await reader.MetaData("instance-id")).ShouldBe("mine");
        (await reader.MetaData("instance-id/mine")).ShouldBe("literal");
        (await reader.Names("latest/meta-data"))!.ShouldContain("instance-id/");
    }

    [Fact]
    public async Task A_directory_can_be_replaced_with_a_leaf()
    {
        using var reader = With(("meta-data/placement", s_literal));

        (await reader.MetaData("placement")).ShouldBe("literal");
        (await reader.HasMetaData("placement/region")).ShouldBeFalse();
        (await reader.Names("latest/meta-data"))!.ShouldContain("placement");
    }

    [Fact]
    public async Task Bytes_and_content_type_are_sent_as_given()
    {
        using var reader = With(("user-data", LiteralValue.Bytes([0, 255, 10], "application/x-mine")), ("meta-data/empty", LiteralValue.Text("")));

        using var answer = await reader.Get("latest/user-data");
        answer.Content.Headers.GetValues("Content-Type").ShouldBe(["application/x-mine"]);
        (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe([0, 255, 10]);
        (await reader.Bytes("latest/meta-data/empty")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Credentials_can_be_replaced_too()
    {
        using var reader = With(("meta-data/iam/security-credentials/fakeimds-role", LiteralValue.Text("{}")));

        (await reader.MetaData("iam/security-credentials/fakeimds-role")).ShouldBe("{}");
        (await reader.WithToken("latest/meta-data/iam/security-credentials/fakeimds-role")).ShouldBe("{}");
    }

    [Fact]
    public async Task They_come_and_go_while_the_instance_runs_and_touch_no_other_instance()
    {
        using var reader = new MetadataReader();
        using var other = new MetadataReader();
        reader.Imds.Instance.Update(d => d with { Overrides = Texts(("meta-data/metrics/vhostmd", s_literal)) });
        (await reader.MetaData("metrics/vhostmd")).ShouldBe("literal");
        (await other.MetaData("metrics/vhostmd")).ShouldBe("""<?xml version="1.0" encoding="UTF-8"?>""");
        reader.Imds.Instance.Update(d => d with { Overrides = d.Overrides.Clear() });
        (await reader.MetaData("metrics/vhostmd")).ShouldBe("""<?xml version="1.0" encoding="UTF-8"?>""");
        using var gone = await reader.Get("latest/mine");
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static MetadataReader With(params (string Path, LiteralValue Value)[] overrides) => new(d => d with { Overrides = Texts(overrides) });

    private static ImmutableSortedDictionary<string, LiteralValue> Texts(params (string Path, LiteralValue Value)[] overrides) =>
        overrides.ToImmutableSortedDictionary(o => o.Path, o => o.Value, StringComparer.Ordinal);
}
