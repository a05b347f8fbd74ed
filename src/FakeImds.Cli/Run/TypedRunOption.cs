namespace FakeImds.Cli.Run;

/// <summary>A run option with values of one type.</summary>
/// <typeparam name="T">The type; a class, so that null can mean "not allowed".</typeparam>
internal sealed class TypedRunOption<T>(string name, string valueName, string description) : RunOption(name, valueName, description)
    where T : class
{
    /// <summary>Reads a value; null when it is not allowed.</summary>
    public required Func<string, T?> Read { get; init; }

    /// <summary>Puts the values, one unless the option is a list, into the settings.</summary>
    public required Func<RunSettings, T[], RunSettings> Set { get; init; }

    public override bool Accepts(string text) => Read(text) is not null;

    public override RunSettings Apply(RunSettings settings, IReadOnlyList<string> values) =>
        Set(settings, [.. values.Select(v => Read(v) ?? throw new ArgumentException(v, nameof(values)))]);
}
