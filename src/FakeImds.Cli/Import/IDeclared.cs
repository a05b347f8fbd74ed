using FakeImds.Cli.Config;

namespace FakeImds.Cli.Import;

/// <summary>Anything that a file declares at a place.</summary>
internal interface IDeclared
{
    public ConfigPosition Position { get; }
}
