using System.Diagnostics;

namespace FakeImds.Tests.Identity;

/// <summary>A folder of its own and the openssl program in it. Without openssl the test is skipped; in CI it fails.</summary>
internal sealed class OpensslWorkspace : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fakeimds-identity-");

    public OpensslWorkspace()
    {
        try
        {
            Run("version").Succeeded.ShouldBeTrue();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Dispose();
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                throw new InvalidOperationException("CI must have the openssl program.", e);
            }

            Assert.Skip($"The openssl program cannot be started: {e.Message}");
        }
    }

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder.FullName, file), text);

    public void Write(string file, byte[] bytes) => File.WriteAllBytes(Path.Combine(_folder.FullName, file), bytes);

    public OpensslResult Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("openssl", arguments)
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            throw new TimeoutException($"openssl {arguments[0]} took longer than {Patience}.");
        }

#pragma warning disable xUnit1031 // the process has ended: nothing is left to wait for
        return new OpensslResult(process.ExitCode == 0, output.Result, errors.Result);
#pragma warning restore xUnit1031
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
