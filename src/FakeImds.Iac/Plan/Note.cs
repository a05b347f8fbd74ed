using FakeImds.Iac.Documents;

namespace FakeImds.Iac.Plan;

/// <summary>Something that a file leaves open, so that an answer is less sure than it looks.</summary>
internal sealed record Note(ConfigPosition Position, string Text);
