using System.Diagnostics;
using System.Reflection;

namespace FakeImds.Benchmarks.Subjects;

/// <summary>Starts this program again, with other arguments.</summary>
internal static class OwnProcess
{
    public static Process Start(params ReadOnlySpan<string> args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(Assembly.GetEntryAssembly()!.Location);
        }

        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        return Process.Start(start)!;
    }
}
