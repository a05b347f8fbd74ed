using FakeImds.Ec2;
using FakeImds.Journal;
using FakeImds.Tests.Hosting;

namespace FakeImds.Tests.Journal;

/// <summary>What would have become of requests, and that it is what does become of them.</summary>
public sealed class WhatIfTests
{
    private static readonly MetadataOptions s_permissive = new()
    {
        HttpTokens = HttpTokens.Optional, HttpPutResponseHopLimit = 64, HttpEndpoint = OptionState.Enabled, HttpProtocolIpv6 = OptionState.Enabled, InstanceMetadataTags = OptionState.Enabled,
    };

    public static TheoryData<MetadataOptions, string> Cases { get; } = new()
    {
        { new MetadataOptions { HttpTokens = HttpTokens.Required }, "Answered Answered Refused401 Answered Answered Answered Answered" },
        { new MetadataOptions { HttpPutResponseHopLimit = 1 }, "Answered Answered Answered NeverAnswered WithoutToken Answered Answered" },
        { new MetadataOptions { HttpPutResponseHopLimit = 2 }, "Answered Answered Answered Answered Answered Answered Answered" },
        { new MetadataOptions { HttpTokens = HttpTokens.Required, HttpPutResponseHopLimit = 1 }, "Answered Answered Refused401 NeverAnswered WithoutToken Answered Answered" },
        { new MetadataOptions { HttpEndpoint = OptionState.Disabled }, "Refused403 Refused403 Refused403 Refused403 Refused403 Refused403 Refused403" },
        { new MetadataOptions { HttpProtocolIpv6 = OptionState.Disabled }, "Answered Answered Answered Answered Answered Refused0 Answered" },
        { new MetadataOptions { InstanceMetadataTags = OptionState.Disabled }, "Answered Answered Answered Answered Answered Answered Refused404" },
        { new MetadataOptions(), "Answered Answered Answered Answered Answered Answered Answered" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task One_permissive_run_tells_what_other_options_would_have_refused(MetadataOptions options, string verdicts)
    {
        await using var imds = await RunAsync();
        var report = imds.Journal.WhatIf(options);
        string.Join(' ', report.Requests.Select(static r => r.Verdict + (r.Verdict is WhatIfVerdict.Refused ? $"{r.Status}" : ""))).ShouldBe(verdicts);
        report.BreaksNothing.ShouldBe(report.Requests.All(static r => r.Verdict is WhatIfVerdict.Answered));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task What_is_told_of_requests_that_stand_alone_is_what_the_service_does(MetadataOptions options, string verdicts)
    {
        await using var before = await RunAsync();
        await using var imds = Make();
        imds.Instance.ModifyMetadataOptions(options.IsEmpty ? s_permissive : options);
        verdicts.ShouldNotBeEmpty();
        foreach (var told in before.Journal.WhatIf(options).Requests.Where(static r => r.Request.Version is ImdsVersion.V1 || r.Request.IsPut))
        {
            using var client = imds.CreateClient(told.Request.Hops!.Value);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            using var request = told.Request.IsPut ? Requests.PutToken() : new HttpRequestMessage(HttpMethod.Get, (told.Request.IsOverIpv6 ? "http://[fd00:ec2::254]" : "") + told.Request.Path);
            try
            {
                var answer = client.SendAsync(request, limit.Token);
                if (told.Verdict is WhatIfVerdict.NeverAnswered)
                {
                    await imds.Journal.WaitForAsync(static r => r.Outcome is AnswerOutcome.Withheld, TestContext.Current.CancellationToken);
                    await limit.CancelAsync();
                }

                using var response = await answer;
                ((int)response.StatusCode).ShouldBe(told.Verdict is WhatIfVerdict.Refused ? told.Status : 200);
            }
            catch (HttpRequestException)
            {
                (told.Verdict, told.Status).ShouldBe((WhatIfVerdict.Refused, 0));
            }
            catch (OperationCanceledException)
            {
                told.Verdict.ShouldBe(WhatIfVerdict.NeverAnswered);
            }
        }
    }

    [Fact]
    public void Nothing_asked_is_no_proof()
    {
        using var imds = Make();
        imds.Journal.WhatIf(new MetadataOptions { HttpTokens = HttpTokens.Required }).BreaksNothing.ShouldBeFalse();
    }

    [Fact]
    public async Task A_journal_that_lost_requests_proves_nothing()
    {
        await using var imds = new ImdsEmulator(new ImdsEmulatorOptions { JournalCapacity = 1 });
        using var client = imds.CreateClient();
        await client.ReadAsync(Requests.InstanceId);
        await client.TokenAsync();
        var report = imds.Journal.WhatIf(new MetadataOptions { HttpTokens = HttpTokens.Required });
        (report.BreaksNothing, report.Dropped).ShouldBe((false, 1));
    }

    [Fact]
    public void An_unknown_distance_is_not_taken_for_a_near_one()
    {
        var journal = new ImdsJournal(10);
        journal.Add(new ServedRequest { Time = default, InstanceId = "i-1", Method = "PUT", Path = "/latest/api/token", Version = ImdsVersion.V2, Status = 200 });
        journal.LeastHopLimit.ShouldBeNull();
        journal.WhatIf(new MetadataOptions { HttpPutResponseHopLimit = 1 }).Requests.ShouldHaveSingleItem().Verdict.ShouldBe(WhatIfVerdict.Unknown);
    }

    [Fact]
    public async Task What_was_refused_for_want_of_a_token_is_answered_where_none_is_needed()
    {
        await using var imds = Make(s_permissive with { HttpTokens = HttpTokens.Required });
        using var client = imds.CreateClient();
        (await client.GetAsync(Requests.InstanceId, TestContext.Current.CancellationToken)).IsSuccessStatusCode.ShouldBeFalse();
        imds.Journal.WhatIf(new MetadataOptions()).Refused.ShouldHaveSingleItem().Status.ShouldBe(401);
        imds.Journal.WhatIf(new MetadataOptions { HttpTokens = HttpTokens.Optional }).BreaksNothing.ShouldBeTrue();
    }

    private static ImdsEmulator Make(MetadataOptions? options = null) => new(new ImdsEmulatorOptions
    {
        JournalCapacity = 100,
        MetadataOptions = options ?? s_permissive,
        Instance = static d => d with { Tags = d.Tags.Add("Name", "x") },
    });

    // A token and its use from nearby, IMDSv1, a token and its use two links away, IPv6 with a token, a tag with a token.
    private static async Task<ImdsEmulator> RunAsync()
    {
        var imds = Make();
        using var near = imds.CreateClient();
        using var far = imds.CreateClient(hops: 2);
        var token = await near.TokenAsync();
        await near.ReadWithTokenAsync(Requests.InstanceId, token);
        await near.ReadAsync(Requests.InstanceId);
        await far.ReadWithTokenAsync(Requests.InstanceId, await far.TokenAsync());
        await near.ReadWithTokenAsync("http://[fd00:ec2::254]/latest/meta-data/", token);
        await near.ReadWithTokenAsync("latest/meta-data/tags/instance/Name", token);
        return imds;
    }
}
