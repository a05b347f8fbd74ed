namespace FakeImds.Iac.Worlds;

/// <summary>What an unknown is taken for in one world.</summary>
internal sealed record Choice(Unknown On, Alternative Taken);
