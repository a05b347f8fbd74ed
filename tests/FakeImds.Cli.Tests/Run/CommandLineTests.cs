using System.Text;
using FakeImds.Cli.CommandLine;

namespace FakeImds.Cli.Tests.Run;

/// <summary>What the program says to a command line, without starting anything.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("", "fakeimds: there is no command; allowed: run, explain, certificate, healthcheck, exec, check (fakeimds --help explains)")]
    [InlineData("rnu", "fakeimds: the command 'rnu' is unknown; did you mean 'run'?")]
    [InlineData("run --http-token required", "fakeimds: the option '--http-token' is unknown; did you mean '--http-tokens'?")]
    [InlineData("run --http-token=required", "fakeimds: the option '--http-token' is unknown; did you mean '--http-tokens'?")]
    [InlineData("run --whatever", "fakeimds: the option '--whatever' is unknown; fakeimds run --help lists what is allowed")]
    [InlineData("run now", "fakeimds: FILE is 'now'; there is no such file; the path of a JSON or YAML file is allowed")]
    [InlineData("run --http-tokens", "fakeimds: --http-tokens has no value; optional|required is allowed")]
    [InlineData("run --http-tokens required --http-tokens optional", "fakeimds: --http-tokens is given 2 times; once is allowed")]
    [InlineData("run --http-tokens requird", "fakeimds: --http-tokens is 'requird'; optional or required is allowed; did you mean 'required'?")]
    [InlineData("run --account-http-put-response-hop-limit -2", "fakeimds: --account-http-put-response-hop-limit is '-2'; a whole number from 1 to 64, or -1 for no preference is allowed")]
    [InlineData("run --config /no/such/file", "fakeimds: FILE is '/no/such/file'; there is no such file; the path of a JSON or YAML file is allowed")]
    [InlineData("run --account-http-tokens-enforced enabled", "fakeimds: EC2 would refuse this launch: UnsupportedOperation: You can't launch instances with IMDSv1 because httpTokensEnforced is enabled for this account. Either launch the instance with httpTokens=required or contact your account owner to disable httpTokensEnforced using the ModifyInstanceMetadataDefaults API or the account settings in the EC2 console.")]
    public async Task A_wrong_command_line_gets_one_line_and_exit_code_2(string line, string expected)
    {
        var (exitCode, output, error) = await RunAsync(line);

        error.ShouldBe(expected + "\n");
        output.ShouldBeEmpty();
        exitCode.ShouldBe(2);
    }

    [Fact]
    public async Task The_version_is_printed()
    {
        var (exitCode, output, _) = await RunAsync("--version");

        output.ShouldMatch(@"^fakeimds [0-9]+\.[0-9]+\.[0-9]+\S*\n$");
        exitCode.ShouldBe(0);
    }

    [Fact]
    public async Task The_help_of_run_has_every_option_the_variables_the_exit_codes_and_examples()
    {
        var (exitCode, output, _) = await RunAsync("run --help");

        foreach (var option in Cli.Run.RunOptions.All)
        {
            output.ShouldContain($"{option.Flag} <{option.ValueName}>");
        }

        output.ShouldContain("--config <FILE>");
        output.ShouldContain("FAKEIMDS_HTTP_TOKENS");
        output.ShouldContain("Exit codes:");
        output.ShouldContain("Examples:");
        output.ShouldContain("fakeimds run [<FILE>...] [options]");
        exitCode.ShouldBe(0);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string line)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        var exitCode = await FakeImdsProgram.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), output, error);
        return (exitCode, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }
}
