using System.Collections.Immutable;
using FakeImds.Ec2;
using Microsoft.AspNetCore.Http;

namespace FakeImds.Hosting;

/// <summary>Which instance a proxy asks for by a header that names a container (docs/fidelity.md#client-headers).</summary>
internal sealed class HeaderRoutes
{
    private const string ContainerName = "X-Container-Name";

    private ImmutableDictionary<(string Header, string Value), Ec2Instance> _instances =
        ImmutableDictionary.Create<(string Header, string Value), Ec2Instance>(HeaderComparer.Instance);

    public bool IsEmpty => Volatile.Read(ref _instances).IsEmpty;

    /// <summary>The instance that a request's headers name: its container's name before its labels; null for none.</summary>
    public Ec2Instance? Find(IHeaderDictionary headers)
    {
        var instances = Volatile.Read(ref _instances);
        Ec2Instance? found = null;
        foreach (var (name, value) in headers)
        {
            if (value is [{ } text] && instances.TryGetValue((name, text), out var instance) && instance.Snapshot.State is not InstanceState.Terminated)
            {
                if (name.Equals(ContainerName, StringComparison.OrdinalIgnoreCase))
                {
                    return instance;
                }

                found ??= instance;
            }
        }

        return found;
    }

    public Ec2Instance? Get(string header, string value) => Volatile.Read(ref _instances).GetValueOrDefault((header, value));

    /// <summary>Routes a header's value; null takes its route away.</summary>
    public void Set(string header, string value, Ec2Instance? instance) => ImmutableInterlocked.Update(
        ref _instances,
        static (all, change) => change.Instance is null ? all.Remove(change.Key) : all.SetItem(change.Key, change.Instance),
        (Key: (header, value), Instance: instance));

    // Names of headers have no case; what they say has.
    private sealed class HeaderComparer : IEqualityComparer<(string Header, string Value)>
    {
        public static HeaderComparer Instance { get; } = new();

        public bool Equals((string Header, string Value) x, (string Header, string Value) y) =>
            x.Value == y.Value && x.Header.Equals(y.Header, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode((string Header, string Value) key) =>
            HashCode.Combine(key.Header.GetHashCode(StringComparison.OrdinalIgnoreCase), key.Value.GetHashCode(StringComparison.Ordinal));
    }
}
