using FakeImds.Iac.Documents;
using FakeImds.Iac.Messages;
using FakeImds.Iac.Plan;

namespace FakeImds.Iac.Kubernetes;

/// <summary>Reads the objects of Kubernetes that launch instances: Karpenter's <c>EC2NodeClass</c>, and eksctl's <c>ClusterConfig</c>, which is written like one.</summary>
internal static class KubernetesFile
{
    /// <exception cref="ConfigException">Something in it is wrong, or none of its objects launches instances.</exception>
    public static DeclaredFile Read(string path, ConfigNode document)
    {
        ConfigNode[] objects = [.. KubernetesObjects.Of(document)];
        var file = new DeclaredFile { Path = path };
        foreach (var node in objects)
        {
            file = KarpenterNodeClass.IsOne(node) ? file with { Launches = file.Launches.Add(KarpenterNodeClass.Read(node)) }
                : EksctlCluster.IsOne(node) ? EksctlCluster.Read(file, node)
                : file;
        }

        return file.Launches.IsEmpty ? throw Nothing(document, objects) : file;
    }

    // A manifest without nodes is none of ours: an answer about it would be about nothing.
    private static ConfigException Nothing(ConfigNode document, ConfigNode[] objects)
    {
        const string Allowed = "EC2NodeClass of Karpenter or ClusterConfig of eksctl with a node group is allowed";
        string[] kinds = [.. objects.Select(static o => o["kind"]!.Text).Distinct()];
        return kinds is ["Kustomization"]
            ? document.Error("the file is a Kustomization; the output of kustomize build is allowed")
            : document.Error($"the file holds objects of Kubernetes ({ShortValue.Of(string.Join(", ", kinds))}) that launch no instances; {Allowed}");
    }
}
