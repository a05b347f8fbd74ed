namespace FakeImds.Iac.Tests.Kubernetes;

public sealed class KarpenterTests
{
    private const string NodePool = """
        apiVersion: karpenter.sh/v1
        kind: NodePool
        metadata: { name: general }
        spec: { template: { spec: { nodeClassRef: { group: karpenter.k8s.aws, kind: EC2NodeClass, name: general } } } }
        ---
        """;

    [Theory]
    [InlineData("karpenter.k8s.aws/v1", "1", "disabled")]
    [InlineData("karpenter.k8s.aws/v1beta1", "2", "enabled")]
    public void Without_options_Karpenter_s_own_defaults_hold_whatever_the_account_s_are(string version, string hops, string tags)
    {
        const string Defaults = """{ "AccountLevel": { "HttpTokens": "optional", "HttpPutResponseHopLimit": 9, "HttpEndpoint": "disabled", "InstanceMetadataTags": "enabled" } }""";
        var nodes = Read($$"""
            {{NodePool}}
            apiVersion: {{version}}
            kind: EC2NodeClass
            metadata: { name: general }
            spec: { amiSelectorTerms: [{ alias: al2023@latest }], role: nodes }
            """, Defaults).Explain()["general"];

        nodes.Kind.ShouldBe("Karpenter EC2NodeClass");
        nodes.Options.Select(static o => o.Value).ShouldBe(["required", hops, "enabled", "disabled", tags]);
        nodes.HttpTokens.Source.ShouldBe("launch request (Karpenter's default)");
    }

    [Fact]
    public void What_the_node_class_sets_is_over_the_defaults()
    {
        var nodes = Read("""
            ---
            # generated
            apiVersion: v1
            kind: List
            items:
              - apiVersion: karpenter.k8s.aws/v1
                kind: EC2NodeClass
                metadata: { name: general }
                spec:
                  amiSelectorTerms: [{ id: ami-0aaaaaaaaaaaaaaa1 }]
                  metadataOptions: { httpTokens: optional, httpPutResponseHopLimit: 3 }
            """).Explain()["general"];

        nodes.Options.Select(static o => o.Value).ShouldBe(["optional", "3", "enabled", "disabled", "disabled"]);
        nodes.HttpTokens.Source.ShouldBe("launch request (EC2NodeClass)");
        nodes.HttpEndpoint.Source.ShouldBe("launch request (Karpenter's default)");
        nodes.Place.ShouldBe("nodes.yaml:6:5");
    }

    [Theory]
    [InlineData("{ httpToken: required }", "did you mean 'httpTokens'?")]
    [InlineData("{ httpTokens: yes-please }", "optional or required is allowed")]
    [InlineData("required", "an object is allowed")]
    [InlineData("{ instanceMetadataTags: enabled }", "unknown member 'instanceMetadataTags'")]
    public void Options_that_Karpenter_does_not_take_are_told(string options, string message) =>
        Should.Throw<AccountFilesException>(() => Read($$"""
            apiVersion: karpenter.k8s.aws/v1
            kind: EC2NodeClass
            metadata: { name: general }
            spec: { metadataOptions: {{options}} }
            """)).Message.ShouldContain(message);

    [Fact]
    public void A_second_document_that_is_no_object_of_Kubernetes_is_refused() =>
        Should.Throw<AccountFilesException>(() => Read("Resources: {}\n---\nResources: {}\n")).Message.ShouldBe(
            "nodes.yaml:2:1: a second YAML document begins here; one in a file is allowed, or several objects of Kubernetes");

    private static AccountFiles Read(string nodes, string? defaults = null) => AccountFiles.Parse(
        [KeyValuePair.Create("nodes.yaml", nodes), .. defaults is null ? [] : new[] { KeyValuePair.Create("defaults.json", defaults) }]);
}
