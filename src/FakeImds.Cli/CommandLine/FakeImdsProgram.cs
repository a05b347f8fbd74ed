using System.CommandLine;
using System.CommandLine.Help;
using System.Reflection;
using FakeImds.Cli.Certificate;
using FakeImds.Cli.Check;
using FakeImds.Cli.Exec;
using FakeImds.Cli.Explain;
using FakeImds.Cli.Health;
using FakeImds.Cli.Output;
using FakeImds.Cli.Run;

namespace FakeImds.Cli.CommandLine;

/// <summary>The program: its commands, and how an error is told.</summary>
internal static class FakeImdsProgram
{
    private const string Description = """
        FakeImds: the EC2 Instance Metadata Service for tests.

        It answers as EC2 does under the same metadata options: tokens, HttpTokens optional or required, hop limit, disabled
        endpoint, IPv6.
        """;

    /// <summary>Runs a command line. All that is printed goes through here: what can't be written is one line and an exit code.</summary>
    public static async Task<int> RunAsync(string[] args, Stream output, TextWriter error)
    {
        // Not disposed: that would write again what could not be written.
        var text = new StreamWriter(output) { NewLine = "\n" };
        var errors = new ErrorLines(error);
        try
        {
            var words = CommandWords.Of(args);
            var result = Root(text, errors, args, words).Parse([.. args.Take(args.Length - words.Behind)]);
            if (SyntaxError.Of(result) is { } line)
            {
                throw UserException.BadInput(line);
            }

            var exitCode = await result.InvokeAsync(new InvocationConfiguration
            {
                Output = text, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null,
            });
            text.Flush();
            return exitCode;
        }
        catch (Exception e)
        {
            var (exitCode, line) = Fault.Of(e);
            errors.Add(line);
            return exitCode;
        }
    }

    private static RootCommand Root(StreamWriter output, ErrorLines errors, string[] args, CommandWords words)
    {
        var root = new RootCommand(Description) { RunCommand.Create(output, errors), ExplainCommand.Create(output), CertificateCommand.Create(output), HealthCheckCommand.Create(), ExecCommand.Create(errors, args, words.Command), CheckCommand.Create(output, errors, args, words.Command) };
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
