using System.Security;
using System.Text;
using FakeImds.Iac.Messages;

namespace FakeImds.Iac.Documents;

/// <summary>Reads the bytes of a file, or of something that may never end, up to a limit.</summary>
internal static class InputBytes
{
    /// <summary>The largest JSON file.</summary>
    public const int MaxJson = 256 * Mebibyte;

    /// <summary>The largest YAML file. CloudFormation takes one mebibyte.</summary>
    public const int MaxYaml = 16 * Mebibyte;

    private const int Mebibyte = 1 << 20;
    private const int FirstPart = 16 * 1024;

    /// <param name="path">As the user named it; <c>-</c> is standard input.</param>
    /// <exception cref="AccountFilesException">It can't be read, is too large, or is no text.</exception>
    public static ReadOnlyMemory<byte> Read(string path)
    {
        try
        {
            using var input = path is "-" ? Console.OpenStandardInput() : File.OpenRead(path);
            return Read(input, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException)
        {
            throw Wrong(path, e switch
            {
                FileNotFoundException or DirectoryNotFoundException => "there is no such file",
                UnauthorizedAccessException when Directory.Exists(path) => "it is a directory",
                UnauthorizedAccessException => "it can't be read; permission is denied",
                PathTooLongException => "the path is too long",
                ArgumentException => "that is no path",
                _ => "it can't be read: " + ShortValue.Of(e.Message),
            });
        }
    }

    /// <summary>Whether a text is read as JSON. JSON is YAML too, but its own reader tells its errors better.</summary>
    public static bool IsJson(string path, ReadOnlySpan<byte> text) =>
        text.TrimStart(Encoding.UTF8.Preamble).TrimStart(" \t\r\n"u8) is [] or [(byte)'{' or (byte)'[' or (byte)'/', ..]
        || path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static ReadOnlyMemory<byte> Read(Stream input, string path)
    {
        var text = new byte[FirstPart];
        var count = input.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
        if (text.AsSpan(0, count) is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw Wrong(path, "it is UTF-16, as PowerShell's > writes; UTF-8 is needed");
        }

        if (text.AsSpan(0, count).Contains((byte)0))
        {
            throw Wrong(path, "it has NUL characters and is no text");
        }

        var limit = IsJson(path, text.AsSpan(0, count)) && text.AsSpan(0, count).ContainsAnyExcept(" \t\r\n"u8) ? MaxJson : MaxYaml;
        var expected = input.CanSeek ? input.Length : 0;
        if (expected <= limit)
        {
            // A file of a known length fills its array exactly; the one byte more finds its end.
            for (Grow(ref text, (int)Math.Max(expected + 1, count)); count <= limit; Grow(ref text, Math.Min(count * 2, limit + 1)))
            {
                count += input.ReadAtLeast(text.AsSpan(count), text.Length - count, throwOnEndOfStream: false);
                if (count < text.Length)
                {
                    return text.AsMemory(0, count);
                }
            }
        }

        throw Wrong(path, $"it has more than {limit / Mebibyte} MiB; up to {MaxJson / Mebibyte} MiB of JSON and {MaxYaml / Mebibyte} MiB of YAML are read");
    }

    private static void Grow(ref byte[] text, int length)
    {
        if (text.Length < length)
        {
            Array.Resize(ref text, length);
        }
    }

    private static AccountFilesException Wrong(string path, string why) =>
        new($"fakeimds: FILE is '{ShortValue.Of(path)}'; {why}; the path of a JSON or YAML file is allowed");
}
