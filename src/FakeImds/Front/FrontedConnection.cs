using System.IO.Pipelines;
using FakeImds.Hops;
using FakeImds.Hosting;
using FakeImds.Service;
using Microsoft.AspNetCore.Connections;

namespace FakeImds.Front;

/// <summary>
/// Stands between a connection and Kestrel's HTTP, so that no request is answered without the service's rules: heads that EC2
/// takes are repaired, what is malformed is answered by the service, and a client that half-closes gets its answer.
/// </summary>
internal sealed class FrontedConnection : IDuplexPipe
{
    private readonly HeadReader _reader;
    private readonly CancellationTokenSource _reset;

    private FrontedConnection(IDuplexPipe transport, MetadataService? service, ClientConnection client, CancellationTokenSource reset)
    {
        _reader = new HeadReader(transport.Input);
        _reset = reset;
        Output = new AnswerGuard(this, transport.Output);
        Service = service;
        Client = client;
    }

    public PipeReader Input => _reader;

    public PipeWriter Output { get; }

    /// <summary>Whose client it is; null for nobody's.</summary>
    public MetadataService? Service { get; }

    public ClientConnection Client { get; }

    /// <summary>True while the application has a request: what is written then is its answer.</summary>
    public bool IsTaken => _reader.IsTaken;

    /// <summary>True when no answer may leave: the connection stays as long as a withheld answer may.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>Runs a connection through Kestrel's HTTP.</summary>
    public static async Task RunAsync(ConnectionContext connection, MetadataConnection metadata, ConnectionDelegate next)
    {
        var (service, client) = (metadata.Service, metadata.Client);
        var (transport, inputEnded) = (connection.Transport, connection.ConnectionClosed);
        using var reset = new CancellationTokenSource();
        var front = new FrontedConnection(transport, service, client, reset);
        client.InputEnded = inputEnded;
        metadata.Front = front;
        connection.Transport = front;

        // For Kestrel the end of input is the end of the client. A client that only half-closes waits for its answer.
        connection.ConnectionClosed = reset.Token;
        await using (inputEnded.UnsafeRegister(static front => ((FrontedConnection)front!).OnInputEnded(), front).ConfigureAwait(false))
        {
            await next(connection).ConfigureAwait(false);
            if (front.IsHeld)
            {
                await service!.HoldAsync(inputEnded).ConfigureAwait(false);
                connection.Abort();
            }
        }

        connection.Transport = transport;
    }

    /// <summary>The application has the request.</summary>
    public void Take()
    {
        Client.MayBeForwarded = _reader.MayBeForwarded;
        _reader.Take();
    }

    /// <summary>The request is answered; on a kept connection another may follow.</summary>
    public void Release()
    {
        if (!Client.HasUnreadBody)
        {
            _reader.Release();
        }
    }

    /// <summary>The service's answer in place of one of Kestrel's; null when none may leave.</summary>
    public byte[]? Refuse(int status)
    {
        if (Service is null)
        {
            return null;
        }

        var answer = Service.Malformed.Answer(Client, _reader.Describe(), status);
        IsHeld = answer is null;
        return answer;
    }

    private void OnInputEnded()
    {
        if (Client.IsGone)
        {
            _reset.Cancel();
        }
    }
}
