namespace FakeImds.Iac.AwsCli;

/// <summary>EC2's host names, for addresses that the file gives without one.</summary>
internal static class HostNames
{
    // us-east-1 is older than Region names in host names.
    public static string Private(string region, string ipv4) =>
        $"ip-{ipv4.Replace('.', '-')}." + (region is "us-east-1" ? "ec2.internal" : $"{region}.compute.internal");

    /// <summary>The form <c>resource-name</c>.</summary>
    public static string Resource(string region, string instanceId) =>
        $"{instanceId}." + (region is "us-east-1" ? "ec2.internal" : $"{region}.compute.internal");

    public static string Public(string region, string ipv4) =>
        $"ec2-{ipv4.Replace('.', '-')}." + (region is "us-east-1" ? "compute-1" : $"{region}.compute")
        + (region.StartsWith("cn-", StringComparison.Ordinal) ? ".amazonaws.com.cn" : ".amazonaws.com");
}
