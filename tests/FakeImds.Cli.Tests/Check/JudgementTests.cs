using FakeImds.Cli.Check;
using FakeImds.Ec2;
using FakeImds.Journal;

namespace FakeImds.Cli.Tests.Check;

/// <summary>What runs say, without running anything.</summary>
public sealed class JudgementTests
{
    [Fact]
    public void A_command_that_never_asked_is_not_exercised_and_fails_the_check_by_default()
    {
        var report = Report(Ran("v1+v2"), Ran("v2-hop1-instance"));
        report.Judgements.ShouldAllBe(static j => j.Verdict == Verdict.NotExercised);
        report.IsExercised.ShouldBeFalse();
        report.Strictest(1).ShouldBeNull();
        FailCondition.Read([])(report).ShouldBeTrue();
        CheckText.Findings(report).ShouldBe(["The command never asked the metadata service: nothing follows from this, for or against."]);
    }

    [Fact]
    public void To_end_well_without_what_was_read_elsewhere_hides_a_failure()
    {
        var report = Report(Ran("v1+v2", 0, Get("/a")), Ran("v2-hop1-instance", 0, Get("/a", status: 401)));
        Verdicts(report).ShouldBe([Verdict.Survives, Verdict.Hides]);
        report.CanLeaveV1.ShouldBeFalse();
        FailCondition.Read([])(report).ShouldBeTrue();
    }

    [Fact]
    public void A_failure_that_is_there_under_permissive_options_too_says_nothing() =>
        Verdicts(Report(Ran("v1+v2", 3, Get("/a")), Ran("v2-hop1-instance", 3, Get("/a", status: 401)))).ShouldBe([Verdict.FailsAnyway, Verdict.FailsAnyway]);

    [Fact]
    public void The_strictest_options_are_told_for_each_distance()
    {
        var report = Report(
            Ran("v1+v2", 0, Put(), Get("/a", token: TokenState.Valid)),
            Ran("v2-hop1-instance", 0, Put(), Get("/a", token: TokenState.Valid)),
            Ran("v2-hop1-container", 1, Put(2, AnswerOutcome.Expired)),
            Ran("v2-hop2-container", 0, Put(2), Get("/a", token: TokenState.Valid)),
            Ran("v2-hop3-container", 0, Put(2), Get("/a", token: TokenState.Valid)));
        CheckReport.Line(report.Strictest(1)!).ShouldBe("HttpTokens=required,HttpPutResponseHopLimit=1,HttpEndpoint=enabled");
        CheckReport.Line(report.Strictest(2)!).ShouldBe("HttpTokens=required,HttpPutResponseHopLimit=2,HttpEndpoint=enabled");
        report.AccountCommand(report.Strictest(2)!).ShouldBe(
            "aws ec2 modify-instance-metadata-defaults --region us-east-1 --http-tokens required --http-put-response-hop-limit 2 --http-tokens-enforced enabled");
        report.Judgements[2].Notes.ShouldHaveSingleItem().ShouldBe("1 request for a token never answered: curl x is 2 links away, the hop limit is 1");
        FailCondition.Read([])(report).ShouldBeFalse();
        FailCondition.Read(["v2-hop1-container"])(report).ShouldBeTrue();
        FailCondition.Read(["breaks"])(report).ShouldBeTrue();
    }

    [Fact]
    public void A_fallback_survives_and_is_told()
    {
        var judgement = Report(Ran("v1+v2", 0, Get("/a")), Ran("v1+v2-hop1-container", 0, Put(2, AnswerOutcome.Expired), Get("/a"))).Judgements[1];
        judgement.Verdict.ShouldBe(Verdict.Survives);
        judgement.Notes.ShouldContain("then it fell back to IMDSv1");
    }

    [Theory]
    [InlineData(false, "not renewed by curl x")]
    [InlineData(true, "the token renewed by curl x")]
    public void Who_does_not_renew_a_token_is_named(bool renews, string note)
    {
        ServedRequest[] requests = [Put(), Get("/a", token: TokenState.Valid), Get("/b", status: 401, token: TokenState.Invalid)];
        var judgement = Report(Ran("v1+v2", 0, Get("/a")), Ran("token-refused-once", renews ? 0 : 1, renews ? [.. requests, Put(), Get("/a", token: TokenState.Valid)] : requests)).Judgements[1];
        judgement.Verdict.ShouldBe(renews ? Verdict.Survives : Verdict.Breaks);
        judgement.Notes.ShouldHaveSingleItem().ShouldEndWith(note);
    }

    [Fact]
    public void A_token_that_is_not_used_again_is_no_test_of_its_end() =>
        Report(Ran("token-refused-once", 0, Put(), Get("/a", token: TokenState.Valid))).Judgements[0].Verdict.ShouldBe(Verdict.NotExercised);

    [Fact]
    public void Requests_over_IPv4_are_no_test_of_IPv6()
    {
        Report(Ran("ipv6", 0, Put(), Get("/a", token: TokenState.Valid))).Judgements[0].Verdict.ShouldBe(Verdict.NotExercised);
        Report(Ran("ipv6", 0, Put() with { IsOverIpv6 = true }, Get("/a", token: TokenState.Valid))).Judgements[0].Verdict.ShouldBe(Verdict.Survives);
    }

    [Fact]
    public void Runs_that_must_end_alike_and_do_not_are_told() =>
        CheckText.Findings(Report(Ran("v1+v2", 0, Get("/a")), Ran("v2-hop1-instance", 1, Put()), Ran("v2-hop2-instance", 0, Put(), Get("/a", token: TokenState.Valid))))
            .ShouldContain(static l => l.Contains("not steady"));

    [Fact]
    public void Who_speaks_IMDSv1_is_counted_where_it_is_allowed()
    {
        var report = Report(Ran("v1+v2", 0, Get("/b"), Get("/a")), Ran("v2-hop1-instance", 1, Get("/a", status: 401)));
        var caller = report.V1Callers.ShouldHaveSingleItem();
        (caller.Name, caller.Count, caller.Executable).ShouldBe(("curl x", 2, "/usr/bin/curl"));
        caller.Paths.ShouldBe(["/a", "/b"]);
        FailCondition.Read(["v1"])(report).ShouldBeTrue();
    }

    private static CheckReport Report(params PostureRun[] runs) => new(["./test.sh"], "us-east-1", runs);

    private static Verdict[] Verdicts(CheckReport report) => [.. report.Judgements.Select(static j => j.Verdict)];

    internal static PostureRun Ran(string posture, int exitCode = 0, params ServedRequest[] requests) => new()
    {
        Posture = Posture.All.Single(p => p.Name == posture), ExitCode = exitCode, Elapsed = TimeSpan.FromSeconds(1), Requests = requests,
    };

    internal static ServedRequest Put(int hops = 1, AnswerOutcome outcome = AnswerOutcome.Sent) =>
        Request("PUT", "/latest/api/token", outcome is AnswerOutcome.Sent ? 200 : 0, TokenState.None, ImdsVersion.V2) with { Hops = hops, Outcome = outcome };

    internal static ServedRequest Get(string path, int status = 200, TokenState token = TokenState.None) =>
        Request("GET", path, status, token, token is TokenState.None ? ImdsVersion.V1 : ImdsVersion.V2);

    private static ServedRequest Request(string method, string path, int status, TokenState token, ImdsVersion version) => new()
    {
        Time = DateTimeOffset.UnixEpoch, InstanceId = "i-1", Method = method, Path = path, Status = status, Token = token, Version = version, Hops = 1,
        Process = new ClientProcess(1, "/usr/bin/curl", "curl x", null),
    };
}
