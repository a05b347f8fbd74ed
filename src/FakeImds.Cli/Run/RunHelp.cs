using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace FakeImds.Cli.Run;

/// <summary>The usual help, and behind that of <c>fakeimds run</c> what an option's line has no room for.</summary>
internal sealed class RunHelp(HelpAction usual, TextWriter output) : SynchronousCommandLineAction
{
    private const string Notes = """
        Without options: a plausible t3.micro in us-east-1 with EC2's built-in metadata options, on 169.254.169.254:80.
        Each metadata option is decided as EC2 does: launch request, launch template, account default, AMI, built-in.
        Every option can also be given as an environment variable: FAKEIMDS_HTTP_TOKENS=required for --http-tokens required;
        values of options that can be repeated stand with commas between them. The command line wins over the environment,
        the environment over the config file.

        Exit codes: 0 stopped by a signal; 1 this machine does not allow it (port in use, address not assigned, no
        permission, standard output closed or full); 2 an option, a variable or the config file is wrong; 70 a fault of fakeimds
        itself. On 1 and 2 one line on stderr says how to mend it, on 70 one says what to report.

        Examples:
          fakeimds run --listen 127.0.0.1:8080 --http-tokens required
          sudo fakeimds run --assign-addresses --http-put-response-hop-limit 2
          fakeimds run --listen 0.0.0.0:80 --client-hops 172.16.0.0/12=2 --config instance.json
        """;

    /// <summary>Help is help also without the words that the command demands.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command.Name is "run")
        {
            output.Write(Notes.ReplaceLineEndings("\n") + "\n");
        }

        return exitCode;
    }
}
