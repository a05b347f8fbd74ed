namespace FakeImds.Clients.Tests;

/// <summary>The packages of <c>JavaScript/package-lock.json</c>, installed once in <c>obj/</c>.</summary>
public sealed class NodeModules : IAsyncLifetime
{
    private const string Lock = "package-lock.json";

    /// <summary>Where the client and its packages are.</summary>
    public string Folder { get; } = Path.Combine(Built.IntermediateFolder, "JavaScript");

    internal static async Task DemandAsync()
    {
        await Requirement.DemandAsync("node", "--version");
        await Requirement.DemandAsync("npm", "--version");
    }

    public async ValueTask InitializeAsync()
    {
        try
        {
            await DemandAsync();
        }
        catch (Exception e) when (e.GetType().Name.Contains("Skip", StringComparison.Ordinal))
        {
            // Each test says so itself.
            return;
        }

        var installed = Path.Combine(Folder, "installed-" + Lock);
        var wanted = Built.File(Path.Combine("JavaScript", Lock));
        Directory.CreateDirectory(Folder);
        foreach (var file in Directory.EnumerateFiles(Built.File("JavaScript")))
        {
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)), overwrite: true);
        }

        if (File.Exists(installed) && await File.ReadAllTextAsync(installed) == await File.ReadAllTextAsync(wanted))
        {
            return;
        }

        // The packages come from the registry that this machine's npm is set up for; --ignore-scripts: none needs any.
        (await Run.ToEndAsync(Run.Prepare("npm", "ci", "--ignore-scripts", "--prefix", Folder))).MustSucceed();
        File.Copy(wanted, installed, overwrite: true);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
