using FakeImds.Ec2;
using FakeImds.Iac.AwsCli;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Plan;

namespace FakeImds.Iac.CloudFormation;

/// <summary>Reads what no option depends on: placement, network, devices and the like. What only AWS knows of it is left out.</summary>
internal static class StackLaunch
{
    // Big or decided elsewhere.
    private static readonly string[] s_left = ["ImageId", "InstanceType", "MetadataOptions", "KeyName", "IamInstanceProfile", "UserData", "Tags", "LaunchTemplate"];

    /// <summary>A launch with the rest of the properties of an <c>AWS::EC2::Instance</c>.</summary>
    public static RunInstancesRequest Instance(StackEvaluator evaluator, ConfigNode? properties, RunInstancesRequest launch)
    {
        var known = Known(evaluator, properties);
        var details = LaunchNodes.Details(known) with
        {
            Monitoring = LaunchNodes.Flag(known["Monitoring"]),
            Placement = new LaunchPlacement
            {
                AvailabilityZone = known.TextOf("AvailabilityZone"),
                GroupName = known.TextOf("PlacementGroupName"),
                HostId = known.TextOf("HostId"),
                Tenancy = known.TextOf("Tenancy"),
                Affinity = known.TextOf("Affinity"),
            },
        };
        return launch.Over(details) with
        {
            SubnetId = known.TextOf("SubnetId"),
            PrivateIpAddress = known.TextOf("PrivateIpAddress"),
            Ipv6Addresses = known["Ipv6Addresses"] is { } addresses ? InstanceMapper.Texts(addresses.Items, "Ipv6Address") : null,
            Ipv6AddressCount = LaunchNodes.Number(known["Ipv6AddressCount"]),
        };
    }

    /// <summary>A launch with the rest of the properties of an <c>AWS::AutoScaling::LaunchConfiguration</c>.</summary>
    public static RunInstancesRequest Configuration(StackEvaluator evaluator, ConfigNode? properties, RunInstancesRequest launch)
    {
        var known = Known(evaluator, properties);
        var groups = LaunchNodes.Texts(known, "SecurityGroups") ?? [];
        return launch.Over(LaunchConfigurationData.Of(
            LaunchNodes.Devices(known), [.. groups], LaunchNodes.Flag(known["AssociatePublicIpAddress"]), LaunchNodes.Flag(known["InstanceMonitoring"]),
            known.TextOf("SpotPrice"), known.TextOf("PlacementTenancy")) with
        {
            KernelId = known.TextOf("KernelId"),
            RamdiskId = known.TextOf("RamDiskId"),
        });
    }

    /// <summary>A template's version with the rest of its <c>LaunchTemplateData</c>.</summary>
    public static LaunchTemplateData Template(StackEvaluator evaluator, ConfigNode? data, LaunchTemplateData version)
    {
        var known = Known(evaluator, data);
        return version.Over(LaunchNodes.Details(known));
    }

    private static ConfigNode Known(StackEvaluator evaluator, ConfigNode? properties)
    {
        var known = new ConfigNode(ConfigKind.Object, properties?.Position ?? new ConfigPosition(1, 1), properties?.Path ?? "");
        foreach (var member in properties?.Members ?? [])
        {
            if (!s_left.Contains(member.Name) && Deep(evaluator, member.Value) is { } value)
            {
                known.Add(member with { Value = value });
            }
        }

        return known;
    }

    // As the evaluator's own, but what can't be known is as if it were not there.
    private static ConfigNode? Deep(StackEvaluator evaluator, ConfigNode node)
    {
        ConfigNode? value;
        try
        {
            value = evaluator.Value(node);
        }
        catch (ConfigException)
        {
            return null;
        }

        if (value is not { Kind: ConfigKind.Object or ConfigKind.List })
        {
            return value;
        }

        var result = new ConfigNode(value.Kind, value.Position, value.Path);
        foreach (var member in value.Members)
        {
            if (Deep(evaluator, member.Value) is { } inner)
            {
                result.Add(member with { Value = inner });
            }
        }

        foreach (var item in value.Items)
        {
            if (Deep(evaluator, item) is { } inner)
            {
                result.Add(inner);
            }
        }

        return result;
    }
}
