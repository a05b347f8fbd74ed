using Xunit;

namespace FakeImds.Xunit;

/// <summary>
/// An emulator for the tests of a class or a collection, with a journal, in process and on a loopback port. Derive from it to
/// <see cref="Configure"/> it. The AWS SDK for .NET keeps state of the process (docs/in-tests.md): one fixture for all tests that use it.
/// </summary>
public class ImdsFixture : IAsyncLifetime
{
    /// <summary>How many requests the journal keeps when nobody says otherwise.</summary>
    public const int JournalCapacity = 1000;

    private ImdsEmulator? _emulator;
    private Uri? _address;

    /// <summary>The emulator.</summary>
    /// <exception cref="InvalidOperationException">The fixture is not initialized: xunit does that.</exception>
    public ImdsEmulator Emulator => _emulator ?? throw NotReady();

    /// <summary>The loopback port, such as <c>http://127.0.0.1:49152/</c>.</summary>
    /// <exception cref="InvalidOperationException">The fixture is not initialized: xunit does that.</exception>
    public Uri Address => _address ?? throw NotReady();

    /// <summary>The environment variables that point an AWS SDK at the port, for processes that a test starts.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentVariables => ImdsEmulator.EnvironmentVariables(Address);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var options = new ImdsEmulatorOptions { JournalCapacity = JournalCapacity };
        Configure(options);
        _emulator = new ImdsEmulator(options);
        _address = await _emulator.ListenOnLoopbackAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_emulator is not null)
        {
            await _emulator.DisposeAsync().ConfigureAwait(false);
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Sets what the emulator is to have.</summary>
    /// <param name="options">The options, with a journal.</param>
    protected virtual void Configure(ImdsEmulatorOptions options)
    {
    }

    private static InvalidOperationException NotReady() => new("The fixture is not initialized. Let xunit make it: IClassFixture<ImdsFixture>.");
}
