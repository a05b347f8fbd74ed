using System.Security;
using FakeImds.Cli.CommandLine;
using FakeImds.Cli.Run;

namespace FakeImds.Cli.Config;

/// <summary>The config file: JSON with comments, in the shapes that the AWS CLI prints.</summary>
internal static class ConfigFile
{
    /// <exception cref="UserException">The file can't be read, or something in it is wrong: <c>file:line:column: what</c>.</exception>
    public static RunSettings Read(string path)
    {
        byte[] text;
        try
        {
            text = File.ReadAllBytes(path);
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
            throw UserException.BadInput($"fakeimds: --config is '{path}'; {why}; the path of a JSON file is allowed");
        }

        return Read(path, text);
    }

    /// <exception cref="UserException">Something in the file is wrong.</exception>
    public static RunSettings Read(string path, ReadOnlyMemory<byte> text) =>
        Told(path, () =>
        {
            var document = ConfigParser.Parse(text);
            ShapeCheck.Check(document, ShapeFiles.Document);
            var settings = ConfigSettings.Of(document);
            return settings with { Describe = d => Told(path, () => settings.Describe!(d)) };
        });

    // The description is made when the instance is: errors in it are told in the same way.
    private static T Told<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ConfigException e)
        {
            throw UserException.BadInput($"{path}:{e.Position}: {e.Message}");
        }
    }
}
