using System.Text;
using System.Text.RegularExpressions;

namespace FakeImds.Wire.Tests;

/// <summary>The lines a running process has printed so far, and a way to wait for one that it has not printed yet.</summary>
internal sealed class ProcessOutput(string command)
{
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private TaskCompletionSource _changed = NewSignal();
    private bool _ended;

    public void Add(string line) => Change(() => _lines.Add(line));

    /// <summary>No more lines will come; who still waits for one fails at once.</summary>
    public void End() => Change(() => _ended = true);

    /// <summary>The first <paramref name="count"/> lines that match; those printed before the call count too.</summary>
    public async Task<IReadOnlyList<Match>> WaitForAsync(Regex pattern, int count = 1)
    {
        using var limit = new CancellationTokenSource(ProcessRunner.Patience);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                var found = _lines.Select(line => pattern.Match(line)).Where(match => match.Success).Take(count).ToArray();
                if (found.Length == count)
                {
                    return found;
                }

                if (_ended)
                {
                    throw new InvalidOperationException($"`{command}` ended without printing {count} × /{pattern}/:\n{this}");
                }

                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"`{command}` printed no {count} × /{pattern}/ within {ProcessRunner.Patience}:\n{this}");
            }
        }
    }

    public override string ToString()
    {
        lock (_lock)
        {
            return _lines.Aggregate(new StringBuilder(), (all, line) => all.AppendLine(line)).ToString();
        }
    }

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
            _changed.SetResult();
            _changed = NewSignal();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
