using System.Diagnostics;
using System.Globalization;
using FakeImds.Wire.Tests;

namespace FakeImds.Container.Tests;

/// <summary>
/// A real Docker engine for these tests alone, in a network namespace that stands for the host: its bridges, rules and addresses are
/// not the machine's. It has two images: fakeimds, and clients under the names that the samples use.
/// </summary>
public sealed class ContainerEngine : IAsyncLifetime
{
    private static readonly string[] s_clientImages = ["curlimages/curl", "busybox"];

    private readonly string _folder = Directory.CreateTempSubdirectory("fakeimds-engine-").FullName;
    private readonly string _host = string.Create(CultureInfo.InvariantCulture, $"fi{Environment.ProcessId}e");
    private Process? _engine;

    /// <summary>The reason why no engine runs, or null.</summary>
    public string? Missing { get; private set; }

    private string Socket => $"unix://{_folder}/s";

    public async ValueTask InitializeAsync()
    {
        Missing = await EngineRequirement.MissingAsync();
        if (Missing is not null)
        {
            return;
        }

        (await ProcessRunner.RunAsync("ip", "netns", "add", _host)).MustSucceed();
        (await ProcessRunner.RunAsync("ip", "-n", _host, "link", "set", "lo", "up")).MustSucceed();
        _engine = Process.Start(ProcessRunner.Prepare(
            "nsenter",
            [$"--net=/run/netns/{_host}", "sh", "-c", $"exec dockerd --storage-driver vfs --data-root {_folder} --exec-root {_folder}/x -H {Socket} --pidfile {_folder}/pid >{_folder}/log 2>&1"]))!;
        await UntilItAnswersAsync();
        (await DockerAsync("build", "-q", "-t", "fakeimds", "-f", Path.Combine(Places.Root, "Dockerfile.published"), Path.GetDirectoryName(Places.ImageBinary)!)).MustSucceed();
        var tar = Path.Combine(_folder, "client.tar");
        (await ProcessRunner.RunAsync("bash", "-c", $"'{Places.Script}' '{Places.DotNet}' > '{tar}'")).MustSucceed();
        (await DockerAsync("import", tar, s_clientImages[0])).MustSucceed();
        foreach (var name in s_clientImages[1..])
        {
            (await DockerAsync("tag", s_clientImages[0], name)).MustSucceed();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null)
        {
            await ProcessRunner.RunAsync("kill", _engine.Id.ToString(CultureInfo.InvariantCulture));
            await _engine.WaitForExitAsync();
            _engine.Dispose();
            await ProcessRunner.RunAsync("ip", "netns", "del", _host);
        }

        // The engine's mounts are gone with it; what it wrote is root's.
        await ProcessRunner.RunAsync("rm", "-rf", _folder);
    }

    internal Task<ShellResult> DockerAsync(params IEnumerable<string> arguments) => ProcessRunner.RunAsync("docker", ["-H", Socket, .. arguments]);

    /// <summary>Runs docker-compose on a sample, or on the folder that is named.</summary>
    internal Task<ShellResult> ComposeAsync(string sample, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments) => ProcessRunner.RunAsync(
        "env",
        [
            .. environment.Select(static v => $"{v.Key}={v.Value}"), "docker-compose", "-H", Socket, "--no-ansi", "-p", Project(sample),
            "-f", Path.Combine(Places.Root, "samples", "compose", sample, "compose.yaml"), .. arguments,
        ]);

    /// <summary>A command on the host of the engine, which sees the host's interfaces in /sys too.</summary>
    internal ProcessStartInfo OnHost(string file, params IEnumerable<string> arguments) => ProcessRunner.Prepare("ip", ["netns", "exec", _host, file, .. arguments]);

    internal static string Project(string sample) => "fi-" + Path.GetFileName(sample);

    private async Task UntilItAnswersAsync()
    {
        using var limit = new CancellationTokenSource(ProcessRunner.Patience);
        while ((await DockerAsync("version")).ExitCode != 0)
        {
            if (_engine!.HasExited || limit.IsCancellationRequested)
            {
                throw new InvalidOperationException($"The engine did not start:\n{await File.ReadAllTextAsync(_folder + "/log")}");
            }

            // Each question takes its time; there is nothing to wait on but the next answer.
            await Task.Yield();
        }
    }
}
