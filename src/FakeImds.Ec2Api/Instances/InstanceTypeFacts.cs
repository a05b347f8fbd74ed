namespace FakeImds.Ec2Api.Instances;

/// <summary>What is known of an instance type.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Architecture"><c>x86_64</c> or <c>arm64</c>.</param>
/// <param name="Cpus">Virtual CPUs.</param>
/// <param name="MemoryMib">Memory in MiB.</param>
internal sealed record InstanceTypeFacts(string Name, string Architecture, int Cpus, int MemoryMib)
{
    private static readonly (string Family, string Architecture, (string Size, int Cpus, int MemoryMib)[] Sizes)[] s_families =
    [
        ("t3", "x86_64", [("nano", 2, 512), ("micro", 2, 1024), ("small", 2, 2048), ("medium", 2, 4096), ("large", 2, 8192), ("xlarge", 4, 16384), ("2xlarge", 8, 32768)]),
        ("t4g", "arm64", [("nano", 2, 512), ("micro", 2, 1024), ("small", 2, 2048), ("medium", 2, 4096), ("large", 2, 8192), ("xlarge", 4, 16384), ("2xlarge", 8, 32768)]),
        ("c6i", "x86_64", [("large", 2, 4096), ("xlarge", 4, 8192), ("2xlarge", 8, 16384), ("4xlarge", 16, 32768)]),
        ("c6g", "arm64", [("large", 2, 4096), ("xlarge", 4, 8192), ("2xlarge", 8, 16384), ("4xlarge", 16, 32768)]),
        ("m5", "x86_64", [("large", 2, 8192), ("xlarge", 4, 16384), ("2xlarge", 8, 32768), ("4xlarge", 16, 65536)]),
        ("m6i", "x86_64", [("large", 2, 8192), ("xlarge", 4, 16384), ("2xlarge", 8, 32768), ("4xlarge", 16, 65536)]),
        ("m7g", "arm64", [("medium", 1, 4096), ("large", 2, 8192), ("xlarge", 4, 16384), ("2xlarge", 8, 32768)]),
        ("r6i", "x86_64", [("large", 2, 16384), ("xlarge", 4, 32768), ("2xlarge", 8, 65536), ("4xlarge", 16, 131072)]),
    ];

    public static IReadOnlyList<InstanceTypeFacts> All { get; } =
        [.. s_families.SelectMany(static f => f.Sizes.Select(s => new InstanceTypeFacts($"{f.Family}.{s.Size}", f.Architecture, s.Cpus, s.MemoryMib)))];

    public bool IsBurstable => Name.StartsWith('t');

    // Graviton cores have one thread; so has the smallest type of all.
    public int ThreadsPerCore => Architecture is "arm64" || Cpus == 1 ? 1 : 2;
}
