using System.Security;
using System.Text;

namespace FakeImds.Iac.Documents;

/// <summary>A file that the user named: its bytes and the document in it.</summary>
/// <param name="Path">As the user named it; <c>-</c> is standard input.</param>
/// <param name="Text">Its bytes.</param>
/// <param name="Document">What it holds.</param>
internal sealed record InputFile(string Path, ReadOnlyMemory<byte> Text, ConfigNode Document)
{
    /// <exception cref="AccountFilesException">The file can't be read, or is neither JSON nor YAML.</exception>
    public static InputFile Read(string path)
    {
        byte[] text;
        try
        {
            text = path is "-" ? Input() : File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException)
        {
            var why = e switch
            {
                FileNotFoundException or DirectoryNotFoundException => "there is no such file",
                UnauthorizedAccessException when Directory.Exists(path) => "it is a directory",
                UnauthorizedAccessException => "it can't be read; permission is denied",
                _ => e.Message,
            };
            throw new AccountFilesException($"fakeimds: FILE is '{path}'; {why}; the path of a JSON or YAML file is allowed");
        }

        return Of(path, text);
    }

    /// <exception cref="AccountFilesException">The text is neither JSON nor YAML.</exception>
    public static InputFile Of(string path, byte[] text)
    {
        path = path is "-" ? "<stdin>" : path;
        return new InputFile(path, text, Told(path, () => IsJson(path, text) ? ConfigParser.Parse(text, path) : YamlParser.Parse(text, path)));
    }

    /// <summary>Tells an error in a file with the place in front.</summary>
    /// <exception cref="AccountFilesException">What <paramref name="read"/> threw.</exception>
    public static T Told<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ConfigException e)
        {
            throw new AccountFilesException($"{e.Position.In(path)}: {e.Message}");
        }
    }

    // JSON is YAML too, but its own reader tells its errors better.
    private static bool IsJson(string path, byte[] text) =>
        text.AsSpan().TrimStart(Encoding.UTF8.Preamble).TrimStart(" \t\r\n"u8) is [] or [(byte)'{' or (byte)'[' or (byte)'/', ..]
        || path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static byte[] Input()
    {
        using var input = Console.OpenStandardInput();
        using var text = new MemoryStream();
        input.CopyTo(text);
        return text.ToArray();
    }
}
