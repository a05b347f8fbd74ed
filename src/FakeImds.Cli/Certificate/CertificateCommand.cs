using System.CommandLine;
using FakeImds.Cli.CommandLine;
using FakeImds.Iac.Messages;
using FakeImds.Identity;

namespace FakeImds.Cli.Certificate;

/// <summary><c>fakeimds certificate [NAME…]</c>: the certificates that verify instance identity documents, as PEM.</summary>
internal static class CertificateCommand
{
    private const string Description = """
        Prints the certificates that verify instance identity documents, as PEM: the same for every seed and Region.

        Give them to verifiers in the place of the AWS public certificates. For tests only: the private keys are public.
        """;

    // Named as the paths under instance-identity/; "signature" and "rsa2048" have one key.
    private static readonly string[] Names = ["signature", "pkcs7", "rsa2048", "dsa2048"];
    private static readonly string[] Distinct = ["pkcs7", "rsa2048", "dsa2048"];

    public static Command Create(TextWriter output)
    {
        var names = new Argument<string[]>("NAME")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "What the certificate verifies, named as in dynamic/instance-identity/: signature, pkcs7, rsa2048, dsa2048. All if none is given.",
        };
        var command = new Command("certificate", Description) { names };
        command.SetAction(result => Write(output, result.GetValue(names) ?? []));
        return command;
    }

    private static int Write(TextWriter output, string[] names)
    {
        foreach (var name in names)
        {
            if (!Names.Contains(name, StringComparer.Ordinal))
            {
                throw UserException.BadInput($"fakeimds: certificate '{ShortValue.Of(name)}' is not known; allowed are {string.Join(", ", Names)}");
            }
        }

        var authority = new InstanceIdentityAuthority();
        foreach (var name in names.Length == 0 ? Distinct : names)
        {
            var (verifies, pem) = name switch
            {
                "pkcs7" => ("pkcs7 (DSA-1024, SHA-1)", authority.DsaCertificatePem),
                "dsa2048" => ("dsa2048 (DSA-2048, SHA-256)", authority.Dsa2048CertificatePem),
                _ => ("signature and rsa2048 (RSA-2048, SHA-256)", authority.RsaCertificatePem),
            };
            output.Write($"# FakeImds test certificate: verifies {verifies}\n{pem}\n");
        }

        return ExitCodes.Success;
    }
}
