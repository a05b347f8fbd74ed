using System.Net;
using System.Net.Sockets;

namespace FakeImds.Clients.Tests;

/// <summary>The commands of README.md and docs/ do what the pages say.</summary>
public sealed class ReadmeTests
{
    private const string Listening = "Listening on";

    /// <summary>The address that the pages show; a test takes a free port in its place.</summary>
    private const string ShownAddress = "127.0.0.1:8080";

    /// <summary>The same for the EC2 API.</summary>
    private const string ShownApi = "127.0.0.1:4566";

    private static readonly string s_root = Root();

    public static IEnumerable<TheoryDataRow<string>> Pages() =>
        [.. Directory.EnumerateFiles(Path.Combine(s_root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(s_root, "README.md"))
            .Select(page => new TheoryDataRow<string>(Path.GetRelativePath(s_root, page)))];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Commands_of_a_page_print_what_it_shows(string page)
    {
        await Requirement.DemandAsync("bash", "--version");
        await Requirement.DemandAsync("curl", "--version");
        var free = $"127.0.0.1:{FreePort()}";
        var freeApi = $"127.0.0.1:{FreePort()}";
        ShellSession? server = null;
        try
        {
            var blocks = Page.Read(s_root, page).Blocks;
            (page != "README.md" || blocks.Count > 0).ShouldBeTrue("README.md shows commands.");
            foreach (var block in blocks)
            {
                await using var shell = new ShellSession(s_root);
                foreach (var command in block.Where(c => !c.IsThisTestRun))
                {
                    var text = command.Text.Replace(ShownAddress, free, StringComparison.Ordinal).Replace(ShownApi, freeApi, StringComparison.Ordinal);
                    string printed;
                    if (command.IsServer)
                    {
                        // Only one at a time: the pages show them on the same port.
                        await (server?.DisposeAsync() ?? ValueTask.CompletedTask);
                        server = new ShellSession(s_root);
                        printed = string.Join('\n', await server.ServeAsync(text, Listening));
                    }
                    else
                    {
                        printed = (await shell.RunAsync(text)).MustSucceed().Output;
                    }

                    if (command.Output.Count > 0)
                    {
                        printed.Replace(free, ShownAddress, StringComparison.Ordinal).Replace(freeApi, ShownApi, StringComparison.Ordinal).ShouldMatch(command.Shown.ToString(), command.Text);
                    }
                }
            }
        }
        finally
        {
            await (server?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    internal static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FakeImds.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is not below FakeImds.sln.");
        }

        return folder.FullName;
    }
}
