namespace FakeImds.Iac.Documents;

/// <summary>Something is wrong at a place of the config file. The message says what, and what is allowed.</summary>
internal class ConfigException(ConfigPosition position, string message) : Exception(message)
{
    public ConfigPosition Position { get; } = position;
}
