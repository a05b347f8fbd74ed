namespace FakeImds.Benchmarks.Published;

/// <summary>A program that is compared: it serves on a free port of 127.0.0.1 and prints its address.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Command">The program and its arguments.</param>
/// <param name="IsNative">Whether callgrind can count its instructions.</param>
internal sealed record Peer(string Name, IReadOnlyList<string> Command, bool IsNative)
{
    /// <summary>What <c>fakeimds</c> is run with: tokens required, connections kept, the log as it is by default.</summary>
    public static IReadOnlyList<string> FakeImdsArguments { get; } = ["run", "--listen", "127.0.0.1:0", "--keep-alive", "--http-tokens", "required"];
}
