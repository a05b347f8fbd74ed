using System.Text.RegularExpressions;

namespace FakeImds.Clients.Tests;

/// <summary>samples/AwsCli walks through the AWS page with the real AWS CLI.</summary>
public sealed partial class AwsCliSampleTests
{
    [Fact]
    public async Task The_sample_walks_through_the_page_and_the_metadata_services_answer_accordingly()
    {
        await Requirement.DemandAsync("aws", "--version");
        await Requirement.DemandAsync("curl", "--version");
        await using var shell = new ShellSession(ReadmeTests.Root());

        var output = (await shell.RunAsync("bash samples/AwsCli/walk.sh 2>&1")).MustSucceed().Output;

        Answers().Matches(output).Select(static m => (m.Groups[1].Value, m.Groups[2].Value)).ShouldBe(
            [("401", "200"), ("401", "200"), ("200", "200"), ("403", "403"), ("401", "200"), ("401", "200")], output);
        output.ShouldContain("\"HttpTokens\": \"required\"", customMessage: output);
        Commands().Count(output).ShouldBe(11, output);
    }

    [GeneratedRegex("without a token: ([0-9]+)\n  with a token:    ([0-9]+)")]
    private static partial Regex Answers();

    [GeneratedRegex("^\\$ aws ec2 ", RegexOptions.Multiline)]
    private static partial Regex Commands();
}
