using System.Text;
using FakeImds.Ec2;
using FakeImds.Iac.Documents;

namespace FakeImds.Iac.Policies;

/// <summary>Attaches the policies of files to an account, and tells their errors at their places.</summary>
internal static class PolicyAttachment
{
    /// <exception cref="AccountFilesException">The document is not a policy, or another policy has its name.</exception>
    public static void Attach(Ec2Account account, DeclaredPolicy declared)
    {
        if (account.Policies.Attached.Any(p => p.Name == declared.Name))
        {
            throw new AccountFilesException($"{declared.Position.In("")}: the policy {declared.Name} is given twice; give it once, or another name");
        }

        var document = InputFile.Told("", () => Document(declared));
        try
        {
            account.Policies.Attach(IamPolicy.Parse(declared.Name, declared.Json, TypeOf(declared, document)));
        }
        catch (IamPolicyException e)
        {
            var position = declared.IsWholeFile && Find(document, e.Path) is { } node ? node.Position with { File = declared.Position.File } : declared.Position;
            throw new AccountFilesException($"{position.In("")}: {(declared.IsWholeFile ? "" : $"policy {declared.Name}: ")}{e.Message}");
        }
    }

    // A document does not tell which kind it is. One that only denies is most likely a service control policy (docs/fidelity.md#policy-kind).
    private static IamPolicyType TypeOf(DeclaredPolicy declared, ConfigNode document)
    {
        var statement = document["Statement"];
        var allows = (statement?.Kind is ConfigKind.List ? statement.Items : statement is null ? [] : [statement]).Any(static s => s["Effect"]?.Text is "Allow");
        return declared.IsServiceControl ?? !allows ? IamPolicyType.ServiceControl : IamPolicyType.IdentityBased;
    }

    private static ConfigNode Document(DeclaredPolicy declared)
    {
        try
        {
            return ConfigParser.Parse(Encoding.UTF8.GetBytes(declared.Json), declared.Position.File);
        }
        catch (ConfigException e) when (!declared.IsWholeFile)
        {
            throw new ConfigException(declared.Position, $"policy {declared.Name}: {e.Message}");
        }
    }

    private static ConfigNode? Find(ConfigNode node, string path) => node.Path == path ? node
        : node.Members.Select(static m => m.Value).Concat(node.Items).Select(n => Find(n, path)).FirstOrDefault(static n => n is not null);
}
