using FakeImds.Iac.Documents;

namespace FakeImds.Iac.Fleet;

/// <summary>A route of a launch, with its place.</summary>
/// <param name="Route">Who sees the launch's instance.</param>
/// <param name="Place">What the user wrote it as: <c>Instances[0].Clients[1]</c>, <c>--clients</c>.</param>
/// <param name="Position">Where it stands; without a file for an option.</param>
internal sealed record DeclaredClient(ClientRoute Route, string Place, ConfigPosition Position);
