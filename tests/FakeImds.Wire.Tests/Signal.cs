using System.Globalization;

namespace FakeImds.Wire.Tests;

/// <summary>Sends a signal to one process, by id. <see cref="System.Diagnostics.Process.Kill()"/> knows SIGKILL only.</summary>
internal static class Signal
{
    public static async Task SendAsync(int pid, string name) =>
        await ProcessRunner.RunAsync("sh", "-c", "kill -\"$1\" \"$2\"", "sh", name, pid.ToString(CultureInfo.InvariantCulture));
}
