using System.Text.Json;

namespace FakeImds.Tests.Ec2;

public sealed class TimelineCaseTests
{
    // What a case says in its title or takes for granted, as steps.
    private static readonly Dictionary<string, string> s_before = new(StringComparer.Ordinal)
    {
        ["T09"] = """[{"op":"RunInstances","as":"i1"}]""",
        ["T11"] = """
            [{"op":"RunInstances","as":"i1","HttpTokens":"optional"},
             {"op":"ModifyInstanceMetadataDefaults","HttpTokensEnforced":"enabled","expect":{"HttpTokensEnforced":"enabled"}}]
            """,
        ["T13"] = """
            [{"op":"ModifyImageAttribute","ImdsSupport.Value":"v2.0","expect":{"imdsSupport":"v2.0"}},
             {"op":"RunInstances","as":"i1"}]
            """,
    };

    public static TheoryData<string, string> All => PrecedenceCases.Rows(PrecedenceCases.Timeline.Values);

    [Theory]
    [MemberData(nameof(All))]
    public void The_timeline_goes_as_the_case_says(string id, string title)
    {
        var steps = PrecedenceCases.Timeline[id].GetProperty("steps").EnumerateArray().ToList();
        steps.ShouldNotBeEmpty(title);
        using var before = JsonDocument.Parse(s_before.GetValueOrDefault(id, "[]"));
        var timeline = new Timeline();
        foreach (var step in before.RootElement.EnumerateArray().Concat(steps))
        {
            timeline.Play(step);
        }
    }
}
