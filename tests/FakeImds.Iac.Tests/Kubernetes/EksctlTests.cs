namespace FakeImds.Iac.Tests.Kubernetes;

public sealed class EksctlTests
{
    [Theory]
    [InlineData("", "required", "2", "launch template (eksctl, its default)")]
    [InlineData("disableIMDSv1: true", "required", "2", "launch template (eksctl, disableIMDSv1)")]
    [InlineData("disableIMDSv1: false", "optional", "2", "launch template (eksctl, disableIMDSv1)")]
    [InlineData("disablePodIMDS: true", "required", "1", "launch template (eksctl, disablePodIMDS)")]
    [InlineData("disableIMDSv1: false, disablePodIMDS: true", "required", "1", "launch template (eksctl, disableIMDSv1)")]
    public void Eksctl_sets_tokens_and_hop_limit_of_every_node_group(string members, string tokens, string hops, string source)
    {
        foreach (var list in new[] { "nodeGroups", "managedNodeGroups" })
        {
            var group = Read($$"""{{list}}: [{ name: workers, instanceType: m6i.large, {{members}} }]""").Explain()["workers"];

            group.HttpTokens.Value.ShouldBe(tokens);
            group.HttpTokens.Source.ShouldBe(source);
            group.HttpPutResponseHopLimit.Value.ShouldBe(hops);
        }
    }

    [Fact]
    public void A_default_that_older_releases_did_not_have_is_told() =>
        Read("nodeGroups: [{ name: workers }]").Explain()["workers"].Notes.ShouldContain(
            "cluster.yaml:4:14: workers does not set disableIMDSv1: eksctl requires tokens then since 0.143, releases before leave them optional");

    [Fact]
    public void A_group_with_a_launch_template_has_that_template_s_options()
    {
        const string Templates = """{ "LaunchTemplateVersions": [{ "LaunchTemplateId": "lt-0aaaaaaaaaaaaaaa1", "LaunchTemplateName": "nodes", "VersionNumber": 3, "DefaultVersion": true, "LaunchTemplateData": { "MetadataOptions": { "HttpTokens": "required", "HttpPutResponseHopLimit": 4 } } }] }""";
        var group = Read("managedNodeGroups: [{ name: workers, launchTemplate: { id: lt-0aaaaaaaaaaaaaaa1, version: '3' } }]", Templates).Explain()["workers"];

        group.HttpPutResponseHopLimit.Value.ShouldBe("4");
        group.HttpPutResponseHopLimit.Source.ShouldBe("launch template nodes version 3");
    }

    [Fact]
    public void Its_own_tag_can_t_be_shown_in_metadata() =>
        Read("nodeGroups: [{ name: workers }]", """{ "AccountLevel": { "InstanceMetadataTags": "enabled" } }""").Explain()["workers"].Error
            .ShouldNotBeNull().ShouldContain("'kubernetes.io/cluster/demo' is not a valid tag key");

    [Theory]
    [InlineData("nodeGroups: [{ instanceType: m6i.large }]", "nodeGroups[0] has no name")]
    [InlineData("nodeGroups: { name: a }", "a list of node groups is allowed")]
    [InlineData("nodeGroups: [{ name: a, disableIMDSv1: perhaps }]", "true or false is allowed")]
    [InlineData("managedNodeGroups: [{ name: a, disableIMDSv1: true, launchTemplate: { id: lt-1 } }]", "beside a launchTemplate")]
    [InlineData("managedNodeGroups: [{ name: a, launchTemplate: { version: '1' } }]", "has no id")]
    public void What_eksctl_refuses_gets_one_line(string members, string message) =>
        Should.Throw<AccountFilesException>(() => Read(members)).Message.ShouldContain(message);

    private static AccountFiles Read(string members, string? other = null) => AccountFiles.Parse(
    [
        KeyValuePair.Create("cluster.yaml", $"""
            apiVersion: eksctl.io/v1alpha5
            kind: ClusterConfig
            metadata: {"{"} name: demo, region: eu-west-1 {"}"}
            {members}
            """),
        .. other is null ? [] : new[] { KeyValuePair.Create("other.json", other) },
    ]);
}
