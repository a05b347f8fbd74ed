using FakeImds.Iac.Documents;

namespace FakeImds.Iac.Plan;

/// <summary>Something that a file declares, with its place there.</summary>
/// <typeparam name="T">What is declared.</typeparam>
/// <param name="Value">What the file says.</param>
/// <param name="Name">How its file calls it: <c>WebServer</c>, <c>aws_instance.web</c>, <c>Images[0]</c>.</param>
/// <param name="Position">Where.</param>
internal sealed record Declared<T>(T Value, string Name, ConfigPosition Position) : IDeclared;
