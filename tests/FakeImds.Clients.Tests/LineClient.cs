using System.Diagnostics;

namespace FakeImds.Clients.Tests;

/// <summary>A client that stays alive between reads: a line on its standard input makes it read; it prints name=value lines up to ".".</summary>
internal sealed class LineClient : IImdsClient
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    public LineClient(ProcessStartInfo start)
    {
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public async Task<Finding> ReadAsync()
    {
        using var limit = new CancellationTokenSource(Run.Patience);
        await _process.StandardInput.WriteLineAsync("read".AsMemory(), limit.Token);
        await _process.StandardInput.FlushAsync(limit.Token);
        var lines = new List<string>();
        while (await _process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (line is ".")
            {
                return Finding.Parse(lines);
            }

            lines.Add(line);
        }

        throw new InvalidOperationException($"The client ended instead of answering:\n{string.Join('\n', lines)}\n{await _errors}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var limit = new CancellationTokenSource(Run.Patience);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            throw;
        }
        finally
        {
            _process.Dispose();
        }
    }
}
