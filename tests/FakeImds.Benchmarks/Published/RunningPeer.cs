using System.Diagnostics;
using System.Globalization;
using System.Net;
using FakeImds.Benchmarks.Load;
using FakeImds.Benchmarks.Subjects;

namespace FakeImds.Benchmarks.Published;

/// <summary>A program that serves. What it prints is read, as a terminal or a log collector would.</summary>
internal sealed class RunningPeer : ILoadedServer, IDisposable
{
    private const string Address = "http://127.0.0.1:";

    private readonly Process _process;

    public RunningPeer(Peer peer, params ReadOnlySpan<string> under)
    {
        Subject = peer.Name;
        string[] command = [.. under, .. peer.Command];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true };
        if (!under.IsEmpty)
        {
            start.RedirectStandardError = true;

            // What a thread does while it waits for work is no part of the work.
            start.Environment["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0";
        }

        _process = Process.Start(start)!;
        if (start.RedirectStandardError)
        {
            _process.ErrorDataReceived += static (_, _) => { };
            _process.BeginErrorReadLine();
        }

        Endpoint = new IPEndPoint(IPAddress.Loopback, ReadPort());
    }

    public string Subject { get; }

    public int Id => _process.Id;

    public IPEndPoint Endpoint { get; }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Memory that the process has in RAM, in KiB, with the pages of its file that it touched.</summary>
    public long ResidentKiB => Status("VmRSS:");

    public long Threads => Status("Threads:");

    /// <summary>Reads what is printed from now on away.</summary>
    public void Drain() => new Thread(() =>
    {
        var buffer = new byte[64 * 1024];
        while (_process.StandardOutput.BaseStream.Read(buffer) > 0)
        {
        }
    }) { IsBackground = true }.Start();

    /// <summary>A token of the server.</summary>
    public string Token()
    {
        using var client = new ImdsClient(Endpoint);
        return ImdsClient.Body(client.Ask(ImdsClient.PutRequest, keepAlive: true));
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private int ReadPort()
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (line.IndexOf(Address, StringComparison.Ordinal) is >= 0 and var at)
            {
                return int.Parse(line.AsSpan(at + Address.Length).TrimEnd('/'), CultureInfo.InvariantCulture);
            }
        }

        throw new InvalidOperationException($"{Subject} did not start.");
    }

    private long Status(string name) => long.Parse(
        File.ReadLines($"/proc/{Id}/status").First(l => l.StartsWith(name, StringComparison.Ordinal)).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);
}
