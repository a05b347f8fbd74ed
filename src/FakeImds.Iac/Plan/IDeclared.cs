using FakeImds.Iac.Documents;

namespace FakeImds.Iac.Plan;

/// <summary>Anything that a file declares at a place.</summary>
internal interface IDeclared
{
    public ConfigPosition Position { get; }
}
