namespace FakeImds.Iac.Documents;

/// <summary>Objects of Kubernetes, as files hold them: one, a <c>List</c>, or several YAML documents, which are read as a list.</summary>
internal static class KubernetesObjects
{
    private const string ListKind = "List";

    /// <summary>Whether a document is an object of Kubernetes, or of a tool that writes its files the same way.</summary>
    public static bool IsOne(ConfigNode document) => document["apiVersion"] is { Kind: ConfigKind.String } && document["kind"] is { Kind: ConfigKind.String };

    /// <summary>The objects of a document that <see cref="IsOne"/>, those of lists one by one.</summary>
    public static IEnumerable<ConfigNode> Of(ConfigNode document) => document.TextOf("kind") is { } kind && kind.EndsWith(ListKind, StringComparison.Ordinal) && document["items"] is { Kind: ConfigKind.List } items
        ? items.Items.Where(IsOne).SelectMany(Of)
        : [document];

    /// <summary>Several documents of one file as one.</summary>
    public static ConfigNode List(IReadOnlyList<ConfigNode> documents)
    {
        var position = documents[0].Position;
        var list = new ConfigNode(ConfigKind.Object, position, "");
        list.Add(new ConfigMember("apiVersion", position, new ConfigNode(ConfigKind.String, position, "apiVersion", "v1")));
        list.Add(new ConfigMember("kind", position, new ConfigNode(ConfigKind.String, position, "kind", ListKind)));
        var items = new ConfigNode(ConfigKind.List, position, "items");
        foreach (var document in documents)
        {
            items.Add(document);
        }

        list.Add(new ConfigMember("items", position, items));
        return list;
    }
}
