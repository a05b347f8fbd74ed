using System.Diagnostics;
using FakeImds.Benchmarks.Subjects;

namespace FakeImds.Benchmarks.Published;

/// <summary>The programs, and how they are built.</summary>
/// <param name="Bare">Kestrel and nothing else, published as NativeAOT with what dotnet does by default.</param>
/// <param name="BareAlike">The same, published with the settings of FakeImds.</param>
/// <param name="Fake">FakeImds.</param>
/// <param name="FakeApi">FakeImds whose first address is that of the EC2 API.</param>
/// <param name="Go">Go's net/http; null where there is no Go.</param>
internal sealed record Peers(Peer Bare, Peer? BareAlike, Peer Fake, Peer FakeApi, Peer? Go)
{
    private const string BareProject = "tests/FakeImds.Benchmarks.Bare";
    private const string BareProgram = "FakeImds.Benchmarks.Bare";

    public IEnumerable<Peer> All => new[] { Bare, BareAlike, Fake, Go }.OfType<Peer>();

    public static Peers Of(ProgramOptions options)
    {
        if (QuickRun.IsOn)
        {
            // The tests only see that the command works: no compiler for minutes.
            return new Peers(Own(SubjectServer.Bare), null, Own(SubjectServer.FakeImds), Own(OwnPeer.Api), null);
        }

        var root = Root();
        var folder = Path.Combine(root, "artifacts", "benchmarks");
        var (bare, alike, fake, go) = (Path.Combine(folder, "bare"), Path.Combine(folder, "bare-alike"), Path.Combine(folder, "fakeimds"), Path.Combine(folder, "go", "bare"));
        if (options.Builds)
        {
            Run(root, "dotnet", "publish", BareProject, "-c", "Release", "-o", bare);
            Run(root, "dotnet", "publish", BareProject, "-c", "Release", "-o", alike, "-p:LikeFakeImds=true");
            Run(root, "dotnet", "publish", "src/FakeImds.Cli", "-c", "Release", "-o", fake);
            if (Tools.Has("go"))
            {
                Run(root, "go", "build", "-o", go, "tests/FakeImds.Benchmarks.Go/main.go");
            }
        }

        var program = Path.Combine(fake, "fakeimds");
        return new Peers(
            new Peer("bare Kestrel", [Path.Combine(bare, BareProgram)], IsNative: true),
            new Peer("bare, published as FakeImds is", [Path.Combine(alike, BareProgram)], IsNative: true),
            new Peer("FakeImds", [program, .. Peer.FakeImdsArguments], IsNative: true),
            new Peer("FakeImds", [program, "run", "--listen", "127.0.0.1:0", "--ec2-api", "127.0.0.1:0", "--lenient-image-ids"], IsNative: true),
            File.Exists(go) ? new Peer("Go net/http", [go], IsNative: false) : null);
    }

    private static Peer Own(string subject) => new(subject, OwnProcess.Command("peer", subject), IsNative: false);

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "FakeImds.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Run this from a checkout: it builds the programs.");
        }

        return folder;
    }

    private static void Run(string root, string program, params string[] args)
    {
        Console.Error.WriteLine($"{program} {string.Join(' ', args)}");
        using var process = Process.Start(new ProcessStartInfo(program, args) { WorkingDirectory = root, RedirectStandardOutput = true })!;
        var printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}:\n{printed}");
        }
    }
}
