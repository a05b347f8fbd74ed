using System.Runtime.CompilerServices;
using System.Text;
using FakeImds.Ec2;
using FakeImds.Identity;
using FakeImds.Service;

namespace FakeImds.Hosting;

/// <summary>The metadata services of an account's instances, made when first asked for.</summary>
internal sealed class MetadataServices(Ec2Account account, InstanceIdentityAuthority authority, MetadataServiceOptions options, byte[]? tokenSecret = null)
{
    // A service lives as long as its instance: what is launched and forgotten again leaves nothing behind.
    private readonly ConditionalWeakTable<Ec2Instance, MetadataService> _services = [];

    // 244 random bits from the system, without OpenSSL, which a program would start for this alone.
    public byte[] TokenSecret { get; } = tokenSecret ?? [.. Guid.NewGuid().ToByteArray(), .. Guid.NewGuid().ToByteArray()];

    /// <exception cref="ArgumentException">The instance is of another account.</exception>
    public MetadataService Of(Ec2Instance instance) =>
        instance.Account != account
            ? throw new ArgumentException($"Instance {instance.InstanceId} was not launched in this emulator's account. Launch it with Account.Region(…).Instances.Run.", nameof(instance))
            : _services.GetOrAdd(instance, static (instance, services) => services.Make(instance), this);

    private MetadataService Make(Ec2Instance instance) => new(
        instance,
        account.Ids,
        authority,
        [.. TokenSecret, .. Encoding.UTF8.GetBytes(instance.InstanceId)],
        options);
}
