namespace FakeImds.Iac.Tests.Foreign;

/// <summary>Files of tools that launch instances are refused by the name of what they are, with what to give instead.</summary>
public sealed class ForeignFileTests
{
    [Theory]
    [InlineData("main.tf", "resource \"aws_instance\" \"web\" {\n  ami = \"ami-1\"\n}\n", "Terraform's language", "terraform show -json")]
    [InlineData("main", "# web\n\nmodule \"web\" {\n}\n", "Terraform's language", "terraform show -json")]
    [InlineData("web.pkr.hcl", "source \"amazon-ebs\" \"web\" {\n}\n", "a Packer template in HCL", ".pkr.json")]
    [InlineData("web", "packer {\n}\n", "a Packer template in HCL", ".pkr.json")]
    [InlineData("plan.txt", "\nTerraform used the selected providers to generate the following execution\nplan.\n", "what terraform plan prints for people", "terraform show -json")]
    [InlineData("app.py", "import aws_cdk\n", "a program", "cdk synth")]
    [InlineData("node.yaml", "metadata:\n  name: {{ .Release.Name }}\n{{- if .Values.x }}\n", "a template of Helm", "helm template")]
    [InlineData("cdk.json", """{ "app": "npx ts-node bin/app.ts", "context": {} }""", "the configuration of a CDK app", "cdk synth")]
    [InlineData("manifest.json", """{ "version": "36.0.0", "artifacts": {} }""", "the manifest of a CDK app", "template.json")]
    [InlineData("Pulumi.yaml", "name: web\nruntime: nodejs\n", "a Pulumi project", "a template")]
    [InlineData("Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n", "Chart.yaml of a Helm chart", "helm template")]
    [InlineData("serverless.yml", "service: web\nprovider: { name: aws }\n", "Serverless Framework", "serverless package")]
    [InlineData("cluster.yaml", "HeadNode: {}\nScheduling: {}\n", "AWS ParallelCluster", "template")]
    [InlineData("compose.yaml", "services: { web: { image: nginx } }\n", "a compose file", "a template")]
    [InlineData("main.tf.json", """{ "resource": { "aws_instance": { "web": {} } } }""", "Terraform's configuration in JSON", "terraform show -json")]
    [InlineData("site.yml", "- hosts: all\n  tasks: []\n", "a playbook of Ansible", "a template")]
    [InlineData("templates.json", """{ "LaunchTemplates": [] }""", "describe-launch-templates", "describe-launch-template-versions")]
    [InlineData("deploy.yaml", "apiVersion: apps/v1\nkind: Deployment\n", "(Deployment) that launch no instances", "EC2NodeClass")]
    [InlineData("kustomization.yaml", "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n", "a Kustomization", "kustomize build")]
    public void A_file_of_another_tool_is_called_by_its_name(string path, string text, string what, string instead)
    {
        var message = Should.Throw<AccountFilesException>(() => AccountFiles.Parse([KeyValuePair.Create(path, text)])).Message;

        message.ShouldStartWith(path + ":");
        message.ShouldContain(what);
        message.ShouldContain(instead);
    }

    [Fact]
    public void Code_in_user_data_does_not_make_a_template_foreign() => AccountFiles.Parse([KeyValuePair.Create("stack.yaml", """
        Resources:
          Web:
            Type: AWS::EC2::Instance
            Properties:
              ImageId: ami-1
              UserData:
                Fn::Base64: |
        resource "aws_instance" "web" {
        }
        """.Replace("\nresource", "\n          resource", StringComparison.Ordinal).Replace("\n}", "\n          }", StringComparison.Ordinal))]).Launches.ShouldBe(["Web"]);
}
