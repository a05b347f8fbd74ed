using System.Collections.Immutable;

namespace FakeImds.Ec2;

/// <summary>The devices of a launched instance: the image's mapping with the launch's over it.</summary>
internal static class LaunchDevices
{
    public static BlockDeviceMapping Describe(Ec2Image image, ImmutableArray<LaunchBlockDevice> launch)
    {
        var root = image.RootDeviceName;
        var devices = new OrderedDictionary<string, LaunchBlockDevice>(StringComparer.Ordinal);
        foreach (var device in image.BlockDeviceMappings.Concat(launch))
        {
            if (device.DeviceName is not { Length: > 0 } name || name == root)
            {
                continue;
            }

            if (device.NoDevice)
            {
                devices.Remove(name);
            }
            else
            {
                devices[name] = device;
            }
        }

        return new BlockDeviceMapping
        {
            Root = root,
            Ami = root.StartsWith("/dev/", StringComparison.Ordinal) ? root["/dev/".Length..] : root,
            Ebs = [.. devices.Where(static d => d.Value.VirtualName is null).Select(static d => d.Key)],
            Ephemeral = [.. devices.Where(static d => IsEphemeral(d.Value)).OrderBy(static d => d.Value.VirtualName, StringComparer.Ordinal).Select(static d => d.Key)],
            Swap = devices.FirstOrDefault(static d => d.Value.VirtualName is "swap").Key,
        };
    }

    private static bool IsEphemeral(LaunchBlockDevice device) => device.VirtualName?.StartsWith("ephemeral", StringComparison.Ordinal) is true;
}
