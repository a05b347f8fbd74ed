using System.Text;
using FakeImds.Iac.Documents;
using FakeImds.Iac.Fleet;
using FakeImds.Iac.Plan;

namespace FakeImds.Iac.Tests.Plan;

/// <summary>What <c>fakeimds run</c> serves is known.</summary>
public sealed class ServedLaunchesTests
{
    private const string Stack = """
        Parameters: { Tokens: { Type: String } }
        Resources:
          Web: { Type: 'AWS::EC2::Instance', Properties: { ImageId: ami-1, MetadataOptions: { HttpTokens: required, HttpPutResponseHopLimit: 2 } } }
          Open: { Type: 'AWS::EC2::Instance', Properties: { ImageId: ami-1, MetadataOptions: { HttpTokens: !Ref Tokens, HttpPutResponseHopLimit: 2 } } }
        """;

    [Fact]
    public void An_image_that_nobody_describes_is_served_with_a_word()
    {
        var (plan, told) = Known("Resources: { Web: { Type: 'AWS::EC2::Instance', Properties: { ImageId: ami-1 } } }");

        plan.Launches.ShouldHaveSingleItem();
        told.ShouldBe(["s.yaml:1:14: AMI ami-1 counts as an AMI without ImdsSupport for Web (give the output of describe-images, or --imds-support)"]);
    }

    [Fact]
    public void A_launch_that_is_not_known_is_left_out_with_a_word()
    {
        var (plan, told) = Known(Stack);

        plan.Launches.ShouldHaveSingleItem().Name.ShouldBe("Web");
        told.ShouldBe(["s.yaml:4:3: Open is not launched: HttpTokens of Open is not known: required or optional, depends on parameter Tokens and AMI ami-1 (it has no value; give --parameter Tokens=VALUE and give the output of describe-images, or --imds-support)"]);
    }

    [Fact]
    public void The_served_launch_has_to_be_known() =>
        Should.Throw<AccountFilesException>(() => Known(Stack, static s => s with { Instance = "Open" })).Message
            .ShouldBe("s.yaml:4:3: HttpTokens of Open is not known: required or optional, depends on parameter Tokens and AMI ami-1 (it has no value; give --parameter Tokens=VALUE and give the output of describe-images, or --imds-support)");

    [Fact]
    public void An_option_of_the_command_line_makes_it_known() =>
        Known(Stack, static s => s with { Instance = "Open", Launch = new() { HttpTokens = Ec2.HttpTokens.Required } }).Plan.Launches.Length.ShouldBe(2);

    [Fact]
    public void A_launch_without_files_is_FakeImds_own() => Known("{}").Told.ShouldBeEmpty();

    private static (AccountPlan Plan, List<string> Told) Known(string text, Func<AccountSettings, AccountSettings>? with = null)
    {
        var settings = AccountSettings.Of([InputFile.Of("s.yaml", Encoding.UTF8.GetBytes(text))]);
        settings = with?.Invoke(settings) ?? settings;
        List<string> told = [];
        return (ServedLaunches.Known(settings, new AccountBuilder(settings).Served(), FleetPlan.Of(settings), told.Add), told);
    }
}
