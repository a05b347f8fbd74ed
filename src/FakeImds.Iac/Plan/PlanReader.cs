using System.Text;
using FakeImds.Iac.AwsCli;
using FakeImds.Iac.CloudFormation;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Foreign;
using FakeImds.Iac.Kubernetes;
using FakeImds.Iac.Messages;
using FakeImds.Iac.Packer;
using FakeImds.Iac.Policies;
using FakeImds.Iac.Shapes;
using FakeImds.Iac.Terraform;

namespace FakeImds.Iac.Plan;

/// <summary>Reads the files of a command line, each for what it is, into one plan.</summary>
internal static class PlanReader
{
    /// <param name="files">The files, in the user's order.</param>
    /// <param name="parameters">What templates are given.</param>
    /// <exception cref="AccountFilesException">Something in a file is wrong, or two files contradict each other.</exception>
    public static AccountPlan Read(IReadOnlyList<InputFile> files, StackParameters parameters)
    {
        List<DeclaredFile> declared = [];
        List<InputFile> printed = [];
        StackInputs inputs = new(files, parameters);
        foreach (var file in files)
        {
            var document = file.Document;
            if (StackInputs.IsOne(document))
            {
                continue;
            }

            if (CloudFormationFile.IsOne(document))
            {
                declared.Add(InputFile.Told(file.Path, () => CloudFormationFile.Read(file.Path, document, inputs.Of(document))));
            }
            else if (document["TemplateBody"] is { Kind: ConfigKind.Object } template && CloudFormationFile.IsOne(template))
            {
                declared.Add(InputFile.Told(file.Path, () => CloudFormationFile.Read(file.Path, template, inputs.Of(template))));
            }
            else if (TerraformFile.IsOne(document))
            {
                declared.Add(InputFile.Told(file.Path, () => TerraformFile.Read(file.Path, document)));
            }
            else if (PolicyDocuments.IsOne(document))
            {
                declared.Add(InputFile.Told(file.Path, () => PolicyDocuments.Read(file.Path, document, Encoding.UTF8.GetString(file.Text.Span))));
            }
            else if (KubernetesObjects.IsOne(document))
            {
                declared.Add(InputFile.Told(file.Path, () => KubernetesFile.Read(file.Path, document)));
            }
            else if (PackerFile.IsOne(document))
            {
                declared.Add(InputFile.Told(file.Path, () => PackerFile.Read(file.Path, document)));
            }
            else if (RunInstancesInput.IsOne(document))
            {
                declared.Add(InputFile.Told(file.Path, () => RunInstancesInput.Read(file.Path, document)));
            }
            else
            {
                InputFile.Told(file.Path, () => Checked(document));
                printed.Add(file);
            }
        }

        inputs.RequireUsed();
        return InputFile.Told("", () =>
        {
            if (printed.Count > 0)
            {
                declared.Insert(0, CliAccount.Of(printed[0].Path, CliDocuments.Merge([.. printed.Select(static p => p.Document)])));
            }

            return AccountPlan.Of(declared);
        });
    }

    private static ConfigNode Checked(ConfigNode document)
    {
        ForeignDocuments.Refuse(document);
        ShapeCheck.Check(document, ShapeFiles.Document);
        return document;
    }
}
