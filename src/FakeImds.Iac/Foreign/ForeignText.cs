using System.Text;
using System.Text.RegularExpressions;
using FakeImds.Iac.Documents;

namespace FakeImds.Iac.Foreign;

/// <summary>Knows texts that are neither JSON nor YAML, so that a message can say what they are and what to give instead.</summary>
internal static partial class ForeignText
{
    private const string Plan = "the output of terraform show -json of a plan or a state is allowed";

    private const int LooksAt = 4096;

    private static readonly (string Ending, string What)[] s_endings =
    [
        (".pkr.hcl", "a Packer template in HCL, which is not read; the same template as .pkr.json is allowed"),
        (".tf", $"Terraform's language, which is not read; {Plan}"),
        (".tofu", $"OpenTofu's language, which is not read; {Plan}"),
        (".tfvars", $"a file of Terraform variables; {Plan}"),
        (".hcl", $"HCL, which is not read; {Plan}"),
        (".bicep", "a template of Azure; AWS' are allowed"),
    ];

    private static readonly string[] s_programs = [".py", ".ts", ".js", ".go", ".cs", ".java", ".rb", ".sh"];

    /// <exception cref="ConfigException">It is such a text.</exception>
    public static void Refuse(string path, ReadOnlySpan<byte> bytes)
    {
        if (WhatIs(path, bytes) is { } what)
        {
            throw new ConfigException(new ConfigPosition(1, 1, path), $"the file is {what}");
        }
    }

    /// <summary>A better error for a YAML file that can't be read because it is a template of YAML.</summary>
    public static ConfigException Explain(ConfigException error, ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return HelmAction.IsMatch(text) ? new ConfigException(error.Position, "the file is a template of Helm; the output of helm template is allowed")
            : text.Contains("{% ", StringComparison.Ordinal) ? new ConfigException(error.Position, "the file is a Jinja template; what it renders is allowed")
            : error;
    }

    private static string? WhatIs(string path, ReadOnlySpan<byte> bytes)
    {
        var start = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, LooksAt)]);
        if (Array.Find(s_endings, e => path.EndsWith(e.Ending, StringComparison.OrdinalIgnoreCase)).What is { } known)
        {
            return known;
        }

        if (Array.Exists(s_programs, e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase)))
        {
            return "a program; what it makes is allowed: a template (cdk synth), or a plan (terraform show -json)";
        }

        var first = FirstLine(start);
        return PackerBlock.IsMatch(first) ? s_endings[0].What
            : TerraformBlock.IsMatch(first) ? s_endings[1].What
            : PlanText.IsMatch(first) ? $"what terraform plan prints for people; {Plan}"
            : null;
    }

    // The first that says something: code in a YAML text, such as user data, stands further down.
    private static string FirstLine(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var trimmed = line.Trim();
            if (!trimmed.IsEmpty && !trimmed.StartsWith('#') && !trimmed.StartsWith("//") && !trimmed.StartsWith("/*") && !trimmed.StartsWith('*'))
            {
                return line.TrimEnd().ToString();
            }
        }

        return "";
    }

    [GeneratedRegex("^(packer|build|source \"amazon-[^\"]*\" \"[^\"]*\") *\\{", RegexOptions.CultureInvariant)]
    private static partial Regex PackerBlock { get; }

    [GeneratedRegex("^(terraform|locals|moved|import|(module|variable|provider|output|resource|data)( \"[^\"]+\"){1,2}) *\\{", RegexOptions.CultureInvariant)]
    private static partial Regex TerraformBlock { get; }

    [GeneratedRegex("^(Terraform|OpenTofu) (used the selected providers|will perform)|^(aws_|data\\.aws_|module\\.)\\S+: (Refreshing|Reading)", RegexOptions.CultureInvariant)]
    private static partial Regex PlanText { get; }

    [GeneratedRegex("\\{\\{-? *(\\.|include |if |range |with |end|define |template |toYaml |tpl |\\$)", RegexOptions.CultureInvariant)]
    private static partial Regex HelmAction { get; }
}
