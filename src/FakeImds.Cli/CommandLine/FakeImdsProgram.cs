using System.CommandLine;
using System.CommandLine.Help;
using System.Reflection;
using FakeImds.Cli.Certificate;
using FakeImds.Cli.Explain;
using FakeImds.Cli.Run;
using FakeImds.Iac;
using FakeImds.Iac.Messages;

namespace FakeImds.Cli.CommandLine;

/// <summary>The program: its commands, and how an error is told.</summary>
internal static class FakeImdsProgram
{
    private const string Description = """
        FakeImds: the EC2 Instance Metadata Service for tests.

        It answers as EC2 does under the same metadata options: tokens, HttpTokens optional or required, hop limit, disabled
        endpoint, IPv6.
        """;

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var result = Root(output, error).Parse(args);
        if (SyntaxError.Of(result) is { } line)
        {
            error.Write(OneLine.Of(line) + "\n");
            return ExitCodes.BadInput;
        }

        try
        {
            return await result.InvokeAsync(new InvocationConfiguration
            {
                Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null,
            });
        }
        catch (UserException e)
        {
            error.Write(e.Message + "\n");
            return e.ExitCode;
        }
        catch (AccountFilesException e)
        {
            error.Write(e.Message + "\n");
            return ExitCodes.BadInput;
        }
    }

    private static RootCommand Root(TextWriter output, TextWriter error)
    {
        var root = new RootCommand(Description) { RunCommand.Create(output, error), ExplainCommand.Create(output), CertificateCommand.Create(output) };
        root.HelpName = "fakeimds";
        foreach (var version in root.Options.OfType<VersionOption>())
        {
            version.Action = new VersionAction(output);
        }

        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Action = new RunHelp((HelpAction)help.Action!, output);
        }

        return root;
    }

    /// <summary>The version of the program, such as <c>0.1.0</c>.</summary>
    public static string Version { get; } =
        typeof(FakeImdsProgram).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
