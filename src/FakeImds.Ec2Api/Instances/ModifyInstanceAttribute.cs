using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Instances;

/// <summary>Changes one attribute of an instance. Those that metadata shows change there too (docs/fidelity.md#instance-attributes).</summary>
internal static class ModifyInstanceAttribute
{
    // Only of a stopped instance.
    private static readonly HashSet<string> s_whileStopped = ["instanceType", "userData", "kernel", "ramdisk", "ebsOptimized"];

    public static Answer Run(Ec2Call call)
    {
        var instance = InstanceIds.One(call);
        var changes = Read(call);
        call.Parameters.Ignore("BlockDeviceMapping", "EnaSupport", "SriovNetSupport");
        if (changes.Count != 1)
        {
            throw new Ec2Exception(changes.Count == 0 ? Ec2Errors.NoOptionGiven : Ec2Errors.SeveralAttributes);
        }

        var (attribute, value, apply) = changes[0];
        if (instance.State is InstanceState.Terminated or InstanceState.ShuttingDown)
        {
            throw new Ec2Exception(Ec2Errors.IncorrectState(instance.InstanceId, "modified"));
        }

        if (s_whileStopped.Contains(attribute) && instance.State is not InstanceState.Stopped)
        {
            throw new Ec2Exception(Ec2Errors.NotStopped(instance.InstanceId));
        }

        call.Proceed([instance], attributes: new Dictionary<string, string> { [attribute] = value });
        apply(instance);
        return Answer.True;
    }

    private static List<(string Attribute, string Value, Action<Ec2Instance> Apply)> Read(Ec2Call call)
    {
        var changes = new List<(string, string, Action<Ec2Instance>)>();
        Flag("DisableApiTermination", static (a, v) => a with { DisableApiTermination = v });
        Flag("DisableApiStop", static (a, v) => a with { DisableApiStop = v });
        Flag("EbsOptimized", static (a, v) => a with { EbsOptimized = v });
        Flag("SourceDestCheck", static (a, v) => a with { SourceDestCheck = v });
        if (Text("InstanceInitiatedShutdownBehavior") is { } behavior)
        {
            _ = behavior is "stop" or "terminate" ? behavior : throw call.Parameters.Invalid("InstanceInitiatedShutdownBehavior", behavior, "Valid values are: stop, terminate.");
            changes.Add(("instanceInitiatedShutdownBehavior", behavior, i => i.Attributes = i.Attributes with { InitiatedShutdownBehavior = behavior }));
        }

        if (Text("InstanceType") is { } type)
        {
            _ = InstanceTypeName.Checked(type);
            changes.Add(("instanceType", type, i => i.Update(d => d with { InstanceType = type })));
        }

        if (Text("Kernel") is { } kernel)
        {
            changes.Add(("kernel", kernel, i => i.Update(d => d with { KernelId = kernel.Length == 0 ? null : kernel })));
        }

        if (Text("Ramdisk") is { } ramdisk)
        {
            changes.Add(("ramdisk", ramdisk, i => i.Update(d => d with { RamdiskId = ramdisk.Length == 0 ? null : ramdisk })));
        }

        if (Text("UserData") is { } userData)
        {
            var bytes = UserDataText.Parse(userData, "UserData.Value");
            changes.Add(("userData", "", i => i.Update(d => d with { UserData = bytes })));
        }

        if (call.Parameters.Texts("GroupId") is { Count: > 0 } groups)
        {
            changes.Add(("groupSet", groups[0], i => i.Update(d => WithGroups(call.Region, d, [.. groups]))));
        }

        if (call.Parameters.Text("Attribute") is { } named && changes.Count == 0)
        {
            throw call.Parameters.Invalid("Attribute", named, "Unknown attribute, or one without a Value.");
        }

        return changes;

        // NAME.Value, or Attribute=name with Value.
        string? Text(string name) => call.Parameters.Structure(name)?.Text("Value")
            ?? (call.Parameters.Text("Attribute") == char.ToLowerInvariant(name[0]) + name[1..] ? call.Parameters.Text("Value") : null);

        void Flag(string name, Func<InstanceAttributes, bool, InstanceAttributes> change)
        {
            if (Text(name) is { } text)
            {
                var value = text is "true" or "True" or "1"
                    || (text is "false" or "False" or "0" ? false : throw call.Parameters.Invalid(name + ".Value", text, "Expected 'true' or 'false'."));
                changes.Add((char.ToLowerInvariant(name[0]) + name[1..], value ? "true" : "false", i => i.Attributes = change(i.Attributes, value)));
            }
        }
    }

    private static InstanceDescription WithGroups(Ec2Region region, InstanceDescription description, ImmutableArray<string> ids)
    {
        if (description.PrimaryInterface is not { } primary)
        {
            return description;
        }

        var names = LaunchNetwork.GroupNames(region, ids);
        return description with
        {
            SecurityGroups = names,
            NetworkInterfaces = description.NetworkInterfaces.SetItem(0, primary with { SecurityGroupIds = ids, SecurityGroups = names }),
        };
    }
}
