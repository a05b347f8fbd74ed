using FakeImds.Iac.Documents;

namespace FakeImds.Iac.Foreign;

/// <summary>Knows JSON and YAML files of tools that launch instances, but hold no launches themselves: they are refused by their names, with what to give instead.</summary>
internal static class ForeignDocuments
{
    private static readonly string[] s_cdk =
    [
        "app", "watch", "context", "output", "build", "versionReporting", "requireApproval", "toolkitStackName", "toolkitBucket", "profile", "language", "plugin", "staging",
        "notices", "acknowledged-issue-numbers",
    ];

    private static readonly string[] s_terraform = ["resource", "data", "module", "provider", "variable", "terraform", "output", "locals", "moved", "import", "//"];

    /// <exception cref="ConfigException">It is such a file.</exception>
    public static void Refuse(ConfigNode document)
    {
        if (WhatIs(document) is { } what)
        {
            throw document.Error("the file is " + what);
        }
    }

    private static string? WhatIs(ConfigNode d) =>
        d.Kind is ConfigKind.List ? IsPlaybook(d) ? "a playbook of Ansible; a template, a plan or an output of the AWS CLI is allowed" : null
        : d.Kind is not ConfigKind.Object ? null
        : IsText(d, "app") && d.Members.All(static m => s_cdk.Contains(m.Name))
            ? "the configuration of a CDK app; the templates that cdk synth writes to cdk.out are allowed"
        : IsObject(d, "artifacts") && d["version"] is not null ? "the manifest of a CDK app; the templates beside it (*.template.json) are allowed"
        : IsText(d, "name") && d["runtime"] is not null ? "a Pulumi project; a template, a plan or an output of the AWS CLI is allowed"
        : IsObject(d, "deployment") && d["version"] is not null ? "a stack of Pulumi; a template, a plan or an output of the AWS CLI is allowed"
        : IsList(d, "steps") && (d["config"] is not null || d["changeSummary"] is not null) ? "a preview of Pulumi; a template, a plan or an output of the AWS CLI is allowed"
        : IsText(d, "apiVersion") && IsText(d, "name") && d["kind"] is null ? "the Chart.yaml of a Helm chart; the output of helm template is allowed"
        : d["service"] is not null && IsObject(d, "provider") ? "a file of the Serverless Framework; the template that serverless package writes is allowed"
        : d["HeadNode"] is not null && d["Scheduling"] is not null ? "a cluster of AWS ParallelCluster; the template that it makes is allowed (aws cloudformation get-template)"
        : IsObject(d, "services") && d["services"]!.Members.All(static m => m.Value["image"] is not null || m.Value["build"] is not null) && d["services"]!.Members.Count > 0
            ? "a compose file; a template, a plan or an output of the AWS CLI is allowed"
        : d.Members.Count > 0 && d.Members.All(static m => s_terraform.Contains(m.Name)) ? "Terraform's configuration in JSON, which is not read; the output of terraform show -json of a plan or a state is allowed"
        : d.TextOf("$schema") is { } schema && schema.Contains("deploymentTemplate.json", StringComparison.OrdinalIgnoreCase) ? "a template of Azure; AWS' are allowed"
        : IsList(d, "LaunchTemplates") ? "an output of describe-launch-templates, which holds no options; that of describe-launch-template-versions is allowed"
        : IsList(d, "StackResources") || IsList(d, "StackResourceSummaries") ? "a list of the resources of a stack; its template is allowed (aws cloudformation get-template)"
        : null;

    private static bool IsPlaybook(ConfigNode list) => list.Items.Count > 0 && list.Items.All(static i => i["hosts"] is not null || i["import_playbook"] is not null || i["tasks"] is not null);

    private static bool IsText(ConfigNode node, string name) => node[name] is { Kind: ConfigKind.String };

    private static bool IsObject(ConfigNode node, string name) => node[name] is { Kind: ConfigKind.Object };

    private static bool IsList(ConfigNode node, string name) => node[name] is { Kind: ConfigKind.List };
}
