using System.Runtime.InteropServices;

namespace FakeImds.Cli.Run;

/// <summary>Lets SIGHUP read the configuration again, where there are files to read; else it ends the program as usual.</summary>
internal static class ReloadSignal
{
    /// <summary>Watches for the signal until it is disposed; null where there is no such signal or nothing to read.</summary>
    public static PosixSignalRegistration? Watch(RunReload reload, bool hasFiles) => !hasFiles || OperatingSystem.IsWindows() ? null
        : PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            _ = reload.OnSignalAsync();
        });
}
