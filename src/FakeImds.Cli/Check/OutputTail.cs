using System.Text;

namespace FakeImds.Cli.Check;

/// <summary>The end of what a command printed, in bounded memory.</summary>
internal sealed class OutputTail
{
    private const int MaxLength = 64 * 1024;

    private readonly StringBuilder _text = new();

    public async Task ReadAsync(TextReader reader)
    {
        var buffer = new char[4096];
        int read;
        while ((read = await reader.ReadAsync(buffer)) > 0)
        {
            lock (_text)
            {
                _text.Append(buffer, 0, read);
                if (_text.Length > 2 * MaxLength)
                {
                    _text.Remove(0, _text.Length - MaxLength);
                }
            }
        }
    }

    public override string ToString()
    {
        lock (_text)
        {
            return _text.Length <= MaxLength ? _text.ToString() : _text.ToString(_text.Length - MaxLength, MaxLength);
        }
    }
}
