using FakeImds.Cli.CommandLine;
using FakeImds.Cli.Output;
using FakeImds.Control;
using FakeImds.Control.Hosting;
using FakeImds.Iac.Plan;

namespace FakeImds.Cli.Run;

/// <summary>
/// Reads the configuration again while the program runs. A new account is made beside the old one, and takes over its addresses when all
/// is well with it; else the old one stays as it is, and one line says why.
/// </summary>
/// <param name="first">The settings of the start: addresses and log are theirs to the end.</param>
/// <param name="read">Reads settings anew; with a text, that in the place of the files.</param>
/// <param name="launch">Makes the emulator of settings, as the heir of another.</param>
/// <param name="errors">Where it is told what became of a signal.</param>
internal sealed class RunReload(
    RunSettings first, Func<ReadOnlyMemory<byte>?, RunSettings> read, Func<RunSettings, ImdsEmulator, ImdsEmulator> launch, ErrorLines errors) : IDisposable
{
    // Taken until the start is over.
    private readonly SemaphoreSlim _one = new(0, 1);
    private bool _hasStarted;

    /// <summary>The emulator that serves now.</summary>
    public required ImdsEmulator Emulator { get; set; }

    /// <summary>Its EC2 API; null for none.</summary>
    public required Ec2ApiListener? Api { get; set; }

    /// <summary>The control that follows; null for none.</summary>
    public ControlServer? Control { get; set; }

    /// <summary>Lets reloads begin: all addresses are open.</summary>
    public void Start()
    {
        _hasStarted = true;
        _one.Release();
    }

    /// <summary>Reads the files again, and tells what became of it.</summary>
    public async Task OnSignalAsync() =>
        errors.Add(await ReloadAsync(null) is { } refusal ? refusal + "; all is as it was" : "fakeimds: the configuration is read again");

    /// <summary>Puts an account as the settings say in the place of the one that is.</summary>
    /// <param name="config">What stands in the place of the files; null for the files.</param>
    /// <returns>Why not, in one line; null when it is done.</returns>
    public async Task<string?> ReloadAsync(ReadOnlyMemory<byte>? config)
    {
        await _one.WaitAsync();
        try
        {
            var settings = FixedSettings.Keep(first, read(config));
            var heir = launch(settings, Emulator);
            var api = Ec2ApiListener.Of(heir, settings, new AccountBuilder(settings).Region, errors.Add);
            try
            {
                Succession.Take((heir, api?.Server), (Emulator, Api?.Server), Control);
            }
            catch
            {
                await CloseAsync(heir, api);
                throw;
            }

            var (oldEmulator, oldApi) = (Emulator, Api);
            (Emulator, Api) = (heir, api);
            await CloseAsync(oldEmulator, oldApi);
            foreach (var note in settings.Plan.Notes)
            {
                errors.Add($"{note.Position.In("")}: {note.Text}");
            }

            return null;
        }
        catch (ListenException e)
        {
            return ListenAdvice.Of(e);
        }
        catch (Exception e)
        {
            return Fault.Of(e).Line;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Closes what serves now.</summary>
    public async Task CloseAsync()
    {
        // Who reloads now is let end.
        await (_hasStarted ? _one.WaitAsync() : Task.CompletedTask);
        await CloseAsync(Emulator, Api);
    }

    public void Dispose() => _one.Dispose();

    private static async Task CloseAsync(ImdsEmulator emulator, Ec2ApiListener? api)
    {
        if (api is not null)
        {
            await api.DisposeAsync();
        }

        await RunSession.CloseAsync(emulator);
    }
}
