using System.Text;
using FakeImds.Ec2;

namespace FakeImds.Ec2Api.Volumes;

/// <summary>A volume of an instance. Volumes are not simulated: their ids follow from the instance's (docs/fidelity.md#volumes).</summary>
internal sealed record AttachedVolume(Ec2Instance Instance, string Device, string VolumeId)
{
    /// <summary>The volumes of an instance, the root first; a terminated instance has none.</summary>
    public static IEnumerable<AttachedVolume> Of(Ec2Instance instance)
    {
        var devices = instance.Snapshot.Description.BlockDevices;
        return instance.State is InstanceState.Terminated
            ? []
            : devices.Ebs.Prepend(devices.Root).Select((device, index) => new AttachedVolume(instance, device, IdOf(instance.InstanceId, index)));
    }

    private static string IdOf(string instanceId, int index)
    {
        var hash = Convert.ToHexStringLower(Sha256.Hash(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{instanceId}/{index}"))));
        return "vol-0" + hash[..16];
    }
}
