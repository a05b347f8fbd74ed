using FakeImds.Iac.Foreign;

namespace FakeImds.Iac.Documents;

/// <summary>A file that the user named: its bytes and the document in it.</summary>
/// <param name="Path">As the user named it; <c>-</c> is standard input.</param>
/// <param name="Text">Its bytes.</param>
/// <param name="Document">What it holds.</param>
internal sealed record InputFile(string Path, ReadOnlyMemory<byte> Text, ConfigNode Document)
{
    /// <exception cref="AccountFilesException">The file can't be read, or is neither JSON nor YAML.</exception>
    public static InputFile Read(string path) => Of(path, InputBytes.Read(path));

    /// <exception cref="AccountFilesException">The text is neither JSON nor YAML.</exception>
    public static InputFile Of(string path, ReadOnlyMemory<byte> text)
    {
        path = path is "-" ? "<stdin>" : path;
        return new InputFile(path, text, Told(path, () => InputBytes.IsJson(path, text.Span) ? ConfigParser.Parse(text, path) : Yaml(path, text)));
    }

    private static ConfigNode Yaml(string path, ReadOnlyMemory<byte> text)
    {
        ForeignText.Refuse(path, text.Span);
        try
        {
            return YamlParser.Parse(text, path);
        }
        catch (ConfigException e)
        {
            throw ForeignText.Explain(e, text.Span);
        }
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
}
