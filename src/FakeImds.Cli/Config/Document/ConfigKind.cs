namespace FakeImds.Cli.Config;

/// <summary>The kinds of JSON values.</summary>
internal enum ConfigKind
{
    Object,
    List,
    String,
    Number,
    Boolean,
    Null,
}
