using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FakeImds.Wire.Tests;

/// <summary>
/// A named network namespace of this test process: <c>fi{pid}-{n}-{role}</c>. The pid in the name tells a later run
/// whether the maker is still alive; see <see cref="SweepLeftoversAsync"/>.
/// </summary>
internal sealed partial class NetworkNamespace : IAsyncDisposable
{
    private static int s_counter;

    private NetworkNamespace(string name) => Name = name;

    public string Name { get; }

    public static async Task<NetworkNamespace> CreateAsync(string role)
    {
        var number = Interlocked.Increment(ref s_counter);
        var name = string.Create(CultureInfo.InvariantCulture, $"fi{Environment.ProcessId}-{number}-{role}");
        (await ProcessRunner.RunAsync("ip", "netns", "add", name)).MustSucceed();
        var made = new NetworkNamespace(name);
        try
        {
            await made.IpAsync("link set lo up");

            // Without duplicate address detection an IPv6 address works at once and nothing must be waited for.
            await made.SetAsync("net/ipv6/conf/all/accept_dad", "0");
            await made.SetAsync("net/ipv6/conf/default/accept_dad", "0");
            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    /// <summary>Deletes the namespaces of crashed earlier runs, and what still runs in them.</summary>
    public static async Task SweepLeftoversAsync()
    {
        var list = (await ProcessRunner.RunAsync("ip", "netns", "list")).MustSucceed().Output;
        foreach (Match match in OurName().Matches(list))
        {
            if (!Directory.Exists($"/proc/{match.Groups["pid"].Value}"))
            {
                await DeleteAsync(match.Value);
            }
        }
    }

    /// <summary><c>ip -n NAME …</c>; the words are separated by single spaces.</summary>
    public async Task<string> IpAsync(string words) =>
        (await ProcessRunner.RunAsync("ip", ["-n", Name, .. words.Split(' ')])).MustSucceed().Output;

    /// <summary>Writes a network setting, named by its path below /proc/sys (which shows the namespace of the writer).</summary>
    public async Task SetAsync(string path, string value) =>
        (await RunAsync("sh", "-ec", "echo \"$2\" > \"/proc/sys/$1\"", "sh", path, value)).MustSucceed();

    /// <summary>Runs a command inside the namespace to its end.</summary>
    public Task<ShellResult> RunAsync(string file, params IEnumerable<string> arguments) =>
        ProcessRunner.RunAsync("ip", ["netns", "exec", Name, file, .. arguments]);

    /// <summary>Prepares a command inside the namespace. <c>ip netns exec</c> becomes the command: their pid is the same.</summary>
    public ProcessStartInfo Prepare(string file, params IEnumerable<string> arguments) =>
        ProcessRunner.Prepare("ip", ["netns", "exec", Name, file, .. arguments]);

    public async ValueTask DisposeAsync() => await DeleteAsync(Name);

    private static async Task DeleteAsync(string name)
    {
        // Whatever is in there was started by the run that made the namespace; it would keep the namespace alive.
        var inside = await ProcessRunner.RunAsync("ip", "netns", "pids", name);
        foreach (var pid in inside.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            await Signal.SendAsync(int.Parse(pid, CultureInfo.InvariantCulture), "KILL");
        }

        await ProcessRunner.RunAsync("ip", "netns", "del", name);
    }

    [GeneratedRegex(@"^fi(?<pid>\d+)-\d+-[a-z]+", RegexOptions.Multiline)]
    private static partial Regex OurName();
}
