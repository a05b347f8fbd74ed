using System.Net;

namespace FakeImds.Tests.Categories;

/// <summary>Every entry of imds-tree.json: it exists under its condition, in the versions that have it, and is of the right kind.</summary>
public sealed class TreeTests
{
    private const int EntriesOfTheFile = 124;
    private const string Versions = "/";
    private const string OneVersion = "/{version}";
    private const string Token = "/latest/api/token";

    /// <summary>Entries that nobody has confirmed on a live instance: not served.</summary>
    private static readonly string[] s_notServed =
    [
        "/{version}/meta-data/iam/security-credentials-extended/",
        "/{version}/meta-data/iam/security-credentials-extended/{role-name}",
        "/{version}/meta-data/network/interfaces/macs/{mac}/network-card-index",
    ];

    public static TheoryData<string> Served => [.. TreeEntry.All.Select(e => e.Path).Except([Versions, OneVersion, Token, .. s_notServed])];

    public static TheoryData<string> Conditional =>
        [.. TreeEntry.All.Where(e => TreeConditions.Removal(e, out _) is not null).Select(e => e.Path).Except(s_notServed)];

    public static TheoryData<string> NotServed => [.. s_notServed];

    [Theory]
    [MemberData(nameof(Served))]
    public async Task An_entry_is_served_and_listed_from_its_first_version_on(string path)
    {
        var entry = TreeEntry.At(path);
        using var reader = new MetadataReader(Everything.Of, tags: true);
        var below = entry.Below(reader.Description);
        var slash = below.LastIndexOf('/');
        for (var i = 0; i < TreeEntry.Versions.Length; i++)
        {
            var version = TreeEntry.Versions[i];
            (await reader.Has($"{version}/{below}")).ShouldBe(i >= entry.FirstVersion, $"{version}/{below}");
            var siblings = await reader.Names(slash < 0 ? version : $"{version}/{below[..slash]}") ?? [];
            siblings.Contains(Listed(entry, below)).ShouldBe(i >= entry.FirstVersion, $"{version}: {below} in {string.Join(' ', siblings)}");
        }
    }

    [Theory]
    [MemberData(nameof(Served))]
    public async Task An_entry_has_its_kind_and_content_type(string path)
    {
        var entry = TreeEntry.At(path);
        using var reader = new MetadataReader(Everything.Of, tags: true);
        var below = "latest/" + entry.Below(reader.Description);

        using var answer = await reader.Get(below);
        answer.Content.Headers.GetValues("Content-Type").ShouldBe([entry.ContentType]);
        if (entry.IsDirectory)
        {
            foreach (var name in (await reader.Names(below))!)
            {
                (await reader.Has($"{below}/{name.Replace("0=fakeimds-key", "0", StringComparison.Ordinal)}")).ShouldBeTrue(name);
            }
        }
        else
        {
            (await reader.Has(below + "/x")).ShouldBeFalse();
        }
    }

    [Theory]
    [MemberData(nameof(Conditional))]
    public async Task An_entry_without_its_condition_is_404_and_not_listed(string path)
    {
        var entry = TreeEntry.At(path);
        var without = TreeConditions.Removal(entry, out var tags)!;
        using var reader = new MetadataReader(d => without(Everything.Of(d)), tags);
        using var whole = new MetadataReader(Everything.Of);
        var below = entry.Below(whole.Description);
        var slash = below.LastIndexOf('/');

        (await reader.Has("latest/" + below)).ShouldBeFalse();
        var siblings = await reader.Names(slash < 0 ? "latest" : "latest/" + below[..slash]);
        (siblings ?? []).ShouldNotContain(Listed(entry, below));
        (siblings ?? ["x"]).ShouldNotContain("");
    }

    [Theory]
    [MemberData(nameof(NotServed))]
    public async Task An_entry_that_nobody_has_seen_live_is_404(string path)
    {
        using var reader = new MetadataReader(Everything.Of, tags: true);

        (await reader.Has("latest/" + TreeEntry.At(path).Below(reader.Description))).ShouldBeFalse();
    }

    [Fact]
    public async Task The_token_path_is_the_newest_versions_alone_and_never_listed()
    {
        using var reader = new MetadataReader(Everything.Of);
        foreach (var version in TreeEntry.Versions)
        {
            (await reader.Names(version))!.ShouldNotContain(name => name.StartsWith("api", StringComparison.Ordinal));
            (await reader.Has(version + "/api")).ShouldBeFalse();
        }

        using var get = await reader.Get("latest/api/token");
        get.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await reader.WithToken("latest/meta-data/instance-id")).ShouldBe(reader.Description.InstanceId);
    }

    [Fact]
    public async Task The_versions_are_the_ones_that_EC2_serves()
    {
        using var reader = new MetadataReader();

        (await reader.Text("")).ShouldBe(string.Join('\n', TreeEntry.Versions));
        foreach (var version in TreeEntry.Versions)
        {
            (await reader.Has(version)).ShouldBeTrue(version);
        }

        (await reader.Has("2016-11-15")).ShouldBeFalse();
        (await reader.Has("2022-07-09")).ShouldBeFalse();
    }

    [Fact]
    public void Every_entry_of_the_file_is_tested()
    {
        var tested = Served.Select(row => row.Data).Concat([Versions, OneVersion, Token, .. s_notServed]).ToArray();

        tested.ShouldBe(TreeEntry.All.Select(e => e.Path), ignoreOrder: true);
        tested.Length.ShouldBe(EntriesOfTheFile);
        TreeEntry.All
            .Where(e => !e.Condition.StartsWith("always", StringComparison.Ordinal) && !TreeConditions.ServedAlways.Contains(e.Path))
            .Select(e => e.Path).Except([Token, .. s_notServed])
            .ShouldBe(Conditional.Select(row => row.Data), ignoreOrder: true);
    }

    private static string Listed(TreeEntry entry, string below)
    {
        var name = below[(below.LastIndexOf('/') + 1)..];
        return !below.Contains('/') ? name
            : entry.Path.EndsWith("/public-keys/0/", StringComparison.Ordinal) ? "0=fakeimds-key"
            : entry.IsDirectory ? name + "/"
            : name;
    }
}
