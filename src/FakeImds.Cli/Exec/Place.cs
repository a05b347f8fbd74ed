using System.Collections.Immutable;
using FakeImds.Ec2;

namespace FakeImds.Cli.Exec;

/// <summary>Where programs run on AWS: how far from the metadata service, and under which options when nobody says otherwise.</summary>
/// <param name="Name">Its word on the command line.</param>
/// <param name="Hops">How many links its programs are from the service.</param>
/// <param name="Options">The metadata options that the platform sets; empty where it sets none.</param>
/// <param name="Source">Who says so.</param>
internal sealed record Place(string Name, int Hops, MetadataOptions Options, string Source)
{
    private static readonly MetadataOptions s_strict = new() { HttpTokens = HttpTokens.Required, HttpPutResponseHopLimit = 1 };

    // docs/exec.md shows this table.
    public static ImmutableArray<Place> All { get; } =
    [
        new("instance", 1, new MetadataOptions(), "EC2 User Guide, Use the Instance Metadata Service"),
        new("docker", 2, new MetadataOptions(), "EC2 User Guide, Use the Instance Metadata Service: in a container environment a hop limit of 2"),
        new("docker-in-docker", 3, new MetadataOptions(), "eksctl-io/eksctl issue 7665 (reported, not documented)"),
        new("ecs-host", 1, new MetadataOptions(), "ECS Developer Guide, host network mode: the instance's own network"),
        new("ecs-bridge", 2, new MetadataOptions(), "ECS Developer Guide, bridge network mode: Docker's bridge"),
        new("eks-managed-node", 1, s_strict, "kubernetes-sigs/aws-load-balancer-controller issue 3695: AL2023 without a launch template (reported, not documented)"),
        new("eks-managed-node-pod", 2, s_strict, "as eks-managed-node, from a pod without hostNetwork"),
        new("eks-auto-mode-node", 1, s_strict, "aws/containers-roadmap issues 2498 and 2633, which quote the EKS User Guide; not settable"),
        new("eks-auto-mode-pod", 2, s_strict, "as eks-auto-mode-node, from a pod without hostNetwork"),
        new("eksctl-pod", 2, new MetadataOptions { HttpTokens = HttpTokens.Required, HttpPutResponseHopLimit = 2 }, "eksctl's schema: disableIMDSv1 is on and disablePodIMDS off by default"),
        new("al2023-container", 2, new MetadataOptions { HttpTokens = HttpTokens.Required, HttpPutResponseHopLimit = 2 }, "Amazon Linux 2023 User Guide, IMDSv2: the AMI has ImdsSupport v2.0"),
    ];
}
