using System.Diagnostics;
using System.Reflection;

namespace FakeImds.Benchmarks.Subjects;

/// <summary>Starts this program again, with other arguments.</summary>
internal static class OwnProcess
{
    public static Process Start(params ReadOnlySpan<string> args)
    {
        var command = Command(args);
        return Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
    }

    /// <summary>This program and its arguments.</summary>
    public static string[] Command(params ReadOnlySpan<string> args)
    {
        var program = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(program) == "dotnet" ? [program, Assembly.GetEntryAssembly()!.Location, .. args] : [program, .. args];
    }
}
