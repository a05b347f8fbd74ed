using System.Diagnostics;
using System.Globalization;
using System.Net;
using FakeImds.Benchmarks.Subjects;

namespace FakeImds.Benchmarks.Load;

/// <summary>A server in a process of its own. It ends with its standard input.</summary>
internal sealed class SubjectProcess : ILoadedServer, IDisposable
{
    private readonly Process _process;
    private readonly IPEndPoint _kept;
    private readonly IPEndPoint _closed;

    public SubjectProcess(string subject)
    {
        Subject = subject;
        _process = OwnProcess.Start("serve", subject);
        var ports = (_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The {subject} server did not start."))
            .Split(' ');
        _kept = new IPEndPoint(IPAddress.Loopback, int.Parse(ports[0], CultureInfo.InvariantCulture));
        _closed = new IPEndPoint(IPAddress.Loopback, int.Parse(ports[1], CultureInfo.InvariantCulture));
    }

    public string Subject { get; }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public IPEndPoint Endpoint(bool keepAlive) => keepAlive ? _kept : _closed;

    /// <summary>The request of a case. Tokens are bound to an instance: each address has its own.</summary>
    public byte[] Request(LoadCase load)
    {
        using var client = new ImdsClient(Endpoint(load.KeepAlive));
        return load.IsPut ? ImdsClient.PutRequest : ImdsClient.GetRequest(ImdsClient.Body(client.Ask(ImdsClient.PutRequest, load.KeepAlive)));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5_000))
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
