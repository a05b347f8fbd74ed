namespace FakeImds.Cli.Run;

/// <summary>An option of <c>fakeimds run</c>: it can stand on the command line, in the environment, and some in the config file.</summary>
internal abstract class RunOption(string name, string valueName, string description)
{
    /// <summary>Such as <c>http-tokens</c>, without hyphens in front.</summary>
    public string Name { get; } = name;

    /// <summary>Such as <c>--http-tokens</c>.</summary>
    public string Flag { get; } = "--" + name;

    /// <summary>Such as <c>FAKEIMDS_HTTP_TOKENS</c>.</summary>
    public string EnvironmentName { get; } = "FAKEIMDS_" + name.ToUpperInvariant().Replace('-', '_');

    /// <summary>What the help shows in place of a value.</summary>
    public string ValueName { get; } = valueName;

    public string Description { get; } = description;

    /// <summary>The words that are allowed; empty when it is not a choice.</summary>
    public string[] Words { get; init; } = [];

    /// <summary>What is allowed, in words.</summary>
    public required string Allowed { get; init; }

    /// <summary>True when it can be given several times; in the environment the values stand with commas between them.</summary>
    public bool IsList { get; init; }

    /// <summary>True when the command line needs no value: the option alone means true.</summary>
    public bool IsSwitch { get; init; }

    public abstract bool Accepts(string text);

    /// <summary>The settings with the values in place of what they had. All of the values are acceptable.</summary>
    public abstract RunSettings Apply(RunSettings settings, IReadOnlyList<string> values);
}
