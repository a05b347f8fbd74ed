using System.Text.Json;
using FakeImds.Ec2;

namespace FakeImds.Tests.Ec2;

public sealed class LaunchCaseTests
{
    public static TheoryData<string, string> All => PrecedenceCases.Rows(PrecedenceCases.Launch.Values);

    public static TheoryData<string, string> Conflicts => PrecedenceCases.Rows(
        PrecedenceCases.Launch.Values.Where(c => c.TryGetProperty("expectedStrictDocs", out _)));

    [Fact]
    public void No_case_is_dropped()
    {
        PrecedenceCases.Launch.Count.ShouldBe(74);
        PrecedenceCases.Timeline.Count.ShouldBe(8);
        Conflicts.Select(row => row.Data.Item1).ShouldBe(["P104", "P105", "P106"]);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_decision_is_as_the_case_says(string id, string title) =>
        Expect(id, title, c => MetadataOptionsPrecedence.Decide(Sources(c)).OptionsOrThrow());

    [Theory]
    [MemberData(nameof(All))]
    public void The_launch_is_as_the_case_says(string id, string title) =>
        Expect(id, title, c => Launch(c).ShouldHaveSingleItem().MetadataOptions.Options);

    [Theory]
    [MemberData(nameof(Conflicts))]
    public void A_strict_endpoint_follows_the_user_guide(string id, string title)
    {
        var row = PrecedenceCases.Launch[id];
        var code = PrecedenceCases.Text(row.GetProperty("expectedStrictDocs"), "error");

        var decision = MetadataOptionsPrecedence.Decide(Sources(row) with { StrictHttpEndpoint = true });

        decision.Succeeded.ShouldBeFalse(title);
        decision.Options.ShouldBeNull();
        decision.Error!.Code.ShouldBe(code, title);
        Should.Throw<Ec2Exception>(() => Launch(row, strict: true)).Error.ShouldBe(decision.Error);
    }

    private static void Expect(string id, string title, Func<JsonElement, DecidedMetadataOptions> decide)
    {
        var row = PrecedenceCases.Launch[id];
        if (row.TryGetProperty("error", out var error))
        {
            var refusal = Should.Throw<Ec2Exception>(() => decide(row), title).Error;
            refusal.Code.ShouldBe(PrecedenceCases.Text(error, "error"), title);
            var message = PrecedenceCases.Text(error, "message") ?? PrecedenceCases.Text(row, "errorMessage");
            refusal.Message.ShouldBe(message ?? refusal.Message, title);
            refusal.HttpStatus.ShouldBe(400);
            return;
        }

        var options = decide(row);
        OptionWords.Values(options).ShouldBe(OptionWords.Of(row.GetProperty("expected")), title);
        OptionWords.Sources(options).ShouldBe(OptionWords.Of(row.GetProperty("decidedBy")), title);
    }

    private static LaunchSources Sources(JsonElement row) => new()
    {
        Request = PrecedenceCases.Options(row.GetProperty("launch")),
        Template = PrecedenceCases.Options(row.GetProperty("template")),
        Account = PrecedenceCases.Defaults(row.GetProperty("account")),
        Image = PrecedenceCases.Support(row.GetProperty("ami")),
    };

    private static IReadOnlyList<Ec2Instance> Launch(JsonElement row, bool strict = false)
    {
        var region = TestRegion.New(options => options.StrictHttpEndpoint = strict);
        region.ModifyInstanceMetadataDefaults(PrecedenceCases.Defaults(row.GetProperty("account")));
        var image = region.Images.Register("image of the case", PrecedenceCases.Support(row.GetProperty("ami")));
        var template = PrecedenceCases.Options(row.GetProperty("template")) is { } options
            ? region.LaunchTemplates.Create("template", new LaunchTemplateData { MetadataOptions = options }).LaunchTemplateId
            : null;
        return region.Instances.Run(new RunInstancesRequest
        {
            ImageId = image.ImageId,
            LaunchTemplate = template,
            MetadataOptions = PrecedenceCases.Options(row.GetProperty("launch")),
        });
    }
}
