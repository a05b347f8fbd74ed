using System.Collections.Frozen;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Instances;

internal static class DescribeInstanceTypes
{
    private static readonly FrozenSet<string> s_filters = FilterNames.InstanceTypes.ToFrozenSet(StringComparer.Ordinal);

    public static Answer Run(Ec2Call call)
    {
        var names = call.Parameters.Texts("InstanceType");
        var filters = Filters.Read(call.Parameters);
        var page = Page.Read(call, min: 5, max: 100);
        call.Parameters.Ignore("IncludeUnsupportedInRegion");
        var unknown = names.Where(static n => InstanceTypeFacts.All.All(t => t.Name != n)).ToArray();
        if (unknown.Length > 0)
        {
            throw new Ec2Exception(new Ec2Error("InvalidInstanceType", $"The following supplied instance types do not exist: [{string.Join(", ", unknown)}]"));
        }

        call.Proceed();
        var asked = InstanceTypeFacts.All.Where(t => names.Count == 0 || names.Contains(t.Name));
        var rest = page.Rest(asked, static t => t.Name);
        var shown = page.Of(filters.Apply(rest, s_filters, Values, static _ => InstanceDescription.NoTags), static t => t.Name);
        return new Answer(xml =>
        {
            xml.List("instanceTypeSet", shown, Write);
            page.Write(xml);
        });
    }

    private static IEnumerable<string?> Values(InstanceTypeFacts type, string filter) => filter switch
    {
        "bare-metal" => ["false"],
        "burstable-performance-supported" => [type.IsBurstable ? "true" : "false"],
        "current-generation" => ["true"],
        "free-tier-eligible" => [type.Name is "t3.micro" ? "true" : "false"],
        "hypervisor" => ["nitro"],
        "instance-type" => [type.Name],
        "memory-info.size-in-mib" => [MetadataOptionText.Of(type.MemoryMib)],
        "processor-info.supported-architecture" => [type.Architecture],
        "supported-root-device-type" => ["ebs"],
        "supported-usage-class" => ["on-demand", "spot"],
        "supported-virtualization-type" => ["hvm"],
        _ => [MetadataOptionText.Of(type.Cpus)],
    };

    private static void Write(Ec2Xml xml, InstanceTypeFacts type) => xml
        .Text("instanceType", type.Name)
        .Flag("currentGeneration", true)
        .Flag("freeTierEligible", type.Name is "t3.micro")
        .Texts("supportedUsageClasses", ["on-demand", "spot"])
        .Texts("supportedRootDeviceTypes", ["ebs"])
        .Texts("supportedVirtualizationTypes", ["hvm"])
        .Flag("bareMetal", false)
        .Text("hypervisor", "nitro")
        .Element("processorInfo", x => x.Texts("supportedArchitectures", [type.Architecture]))
        .Element("vCpuInfo", x => x.Number("defaultVCpus", type.Cpus).Number("defaultCores", type.Cpus / type.ThreadsPerCore).Number("defaultThreadsPerCore", type.ThreadsPerCore))
        .Element("memoryInfo", x => x.Number("sizeInMiB", type.MemoryMib))
        .Flag("instanceStorageSupported", false)
        .Flag("burstablePerformanceSupported", type.IsBurstable);
}
