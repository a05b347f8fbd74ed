namespace FakeImds.Cli.Output;

/// <summary>Standard output does not take what the program prints. Its message is a line for the user.</summary>
internal sealed class OutputException(string reason) : IOException($"standard output can't be written: {reason}");
