using System.Collections.Concurrent;
using System.Net;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Hosting;

/// <summary>The loopback ports of the metadata services of instances that a server on the wire has shown. A terminated instance loses its port.</summary>
internal sealed class MetadataEndpoints(ImdsEmulator emulator) : IDisposable
{
    private readonly ConcurrentDictionary<string, Uri> _open = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _change = new(1, 1);

    /// <summary>The open address of an instance; null when it has none.</summary>
    public Uri? Find(string instanceId) => _open.GetValueOrDefault(instanceId);

    /// <summary>Opens an address for each instance of the answer that has none yet, and closes those of terminated ones.</summary>
    public async Task PrepareAsync(Answer answer, CancellationToken cancellationToken)
    {
        if (answer.Instances.All(IsPrepared))
        {
            return;
        }

        await _change.WaitAsync(cancellationToken);
        try
        {
            foreach (var instance in answer.Instances)
            {
                if (IsGone(instance))
                {
                    await CloseAsync(instance);
                }
                else if (!_open.ContainsKey(instance.InstanceId))
                {
                    _open[instance.InstanceId] = await emulator.ListenOnLoopbackAsync(instance, cancellationToken);
                }
            }
        }
        catch (ListenException e)
        {
            throw new Ec2Exception(new Ec2Error("InternalError", $"The metadata service of an instance has no port. {e.Message}", 500));
        }
        finally
        {
            _change.Release();
        }
    }

    public void Dispose() => _change.Dispose();

    private static bool IsGone(Ec2Instance instance) => instance.Snapshot.State is InstanceState.Terminated;

    private bool IsPrepared(Ec2Instance instance) => IsGone(instance) != _open.ContainsKey(instance.InstanceId);

    private Task CloseAsync(Ec2Instance instance) => _open.TryRemove(instance.InstanceId, out var address)
        ? emulator.StopListeningAsync(new IPEndPoint(IPAddress.Loopback, address.Port))
        : Task.CompletedTask;
}
