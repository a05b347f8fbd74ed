namespace FakeImds.Journal;

/// <summary>The process that made a request, where it could be seen.</summary>
/// <param name="ProcessId">Its id, as the emulator's own system numbers it.</param>
/// <param name="Executable">The path of its program; null when that may not be read.</param>
/// <param name="CommandLine">Its arguments with spaces between them; empty when they may not be read.</param>
/// <param name="ContainerId">The 64 hexadecimal digits of the container that its control group names; null for none.</param>
public sealed record ClientProcess(int ProcessId, string? Executable, string CommandLine, string? ContainerId);
