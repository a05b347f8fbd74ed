using FakeImds.Categories;
using FakeImds.Ec2;
using static FakeImds.Tests.Service.LoopbackImds;

namespace FakeImds.Tests.Service;

/// <summary>With tokens required, nothing of the tree shows without one, however its paths are spelled.</summary>
public sealed class RequiredTokensTests
{
    [Fact]
    public async Task Nothing_shows_without_a_token_under_any_spelling_of_any_path()
    {
        await using var imds = await StartAsync(
            new MetadataOptions { HttpTokens = HttpTokens.Required, InstanceMetadataTags = OptionState.Enabled },
            o =>
            {
                o.KeepAlive = true;
                o.Instance = d => d with { UserData = [1], Tags = d.Tags.Add("key", "value") };
            });
        var paths = Paths(imds);
        paths.Count.ShouldBeGreaterThan(80);
        paths.ShouldContain("/latest/meta-data/tags/instance/key");
        using var connection = await imds.ConnectAsync();
        foreach (var path in paths.SelectMany(Spellings))
        {
            foreach (var method in new[] { "GET", "HEAD" })
            {
                await connection.SendAsync(Request(method, path));
                var answer = await connection.ReadAsync(isHead: method == "HEAD");
                answer.Status.ShouldBe(401, $"{method} {path}");
                answer["Content-Length"].ShouldBe("0");
            }
        }
    }

    [Fact]
    public async Task Everything_shows_with_a_token()
    {
        await using var imds = await StartAsync(Required, static o => o.KeepAlive = true);
        using var connection = await imds.ConnectAsync();
        var token = await imds.Emulator.TokenInProcessAsync();
        foreach (var path in Paths(imds))
        {
            await connection.SendAsync(Request("GET", path, TokenHeader + token));
            (await connection.ReadAsync()).Status.ShouldBe(200, path);
        }
    }

    private static IEnumerable<string> Spellings(string path) =>
    [
        path,
        path + "/",
        "/" + path,
        path.Replace("/", "//", StringComparison.Ordinal),
        path + "?",
        path + "?x=/y",
        path + "/.",
        path + "/..",
        path.ToUpperInvariant(),
        path.Replace("-", "%2D", StringComparison.Ordinal).Replace("e", "%65", StringComparison.Ordinal),
        path.Length > 1 ? path[..^1] : path,
        "http://169.254.169.254" + path,
        path.Replace("/latest", "/2021-03-23", StringComparison.Ordinal),
        path.Replace("/latest", "/1.0", StringComparison.Ordinal),
    ];

    private static List<string> Paths(LoopbackImds imds)
    {
        var tree = CategoryTree.Render(imds.Instance.Snapshot, imds.Emulator.Account.Ids, imds.Emulator.IdentityAuthority);
        tree.TryFind("/latest", out var root, out _).ShouldBeTrue();
        List<string> paths = ["/"];
        Add(root!, "/latest", paths);
        return paths;
    }

    private static void Add(Category category, string path, List<string> paths)
    {
        paths.Add(path);
        foreach (var child in (category as CategoryDirectory)?.Children ?? [])
        {
            Add(child, $"{path}/{child.Name}", paths);
        }
    }
}
