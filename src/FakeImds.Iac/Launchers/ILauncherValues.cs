using FakeImds.Iac.Documents;
using FakeImds.Iac.Worlds;

namespace FakeImds.Iac.Launchers;

/// <summary>A resource as its format tells it: CloudFormation evaluates functions, a plan knows some values only after apply.</summary>
internal interface ILauncherValues
{
    /// <summary>The values at a path: every item of the lists on the way and at its end, none for what is not set.</summary>
    /// <param name="from">Where the path begins; null for the resource.</param>
    /// <param name="path">Names with dots between.</param>
    /// <param name="open">What the values depend on when nobody knows them; null when they are known.</param>
    public IReadOnlyList<ConfigNode> At(ConfigNode? from, string path, out Unknown? open);
}
