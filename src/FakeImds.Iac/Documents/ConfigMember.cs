namespace FakeImds.Iac.Documents;

/// <summary>A member of a JSON object, with the place of its name.</summary>
internal sealed record ConfigMember(string Name, ConfigPosition Position, ConfigNode Value);
