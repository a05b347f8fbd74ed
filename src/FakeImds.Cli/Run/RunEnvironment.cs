using System.Collections;

namespace FakeImds.Cli.Run;

/// <summary>The environment as settings are read from it.</summary>
internal static class RunEnvironment
{
    public static Dictionary<string, string> Variables() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(static e => (string)e.Key, static e => (string?)e.Value ?? "", StringComparer.Ordinal);
}
