using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json;
using FakeImds.Ec2;
using FakeImds.Hops;
using static FakeImds.Tests.Service.LoopbackImds;

namespace FakeImds.Tests.Service;

/// <summary>
/// 64 clients read while the instance changes. Each posture and each description is set in one step, so an answer that mixes
/// two of them is one that no snapshot gives.
/// </summary>
public sealed class ChangesWhileServingTests
{
    private const int Clients = 64;
    private const int AtLeast = 2_000;
    private const string Document = "/latest/dynamic/instance-identity/document";
    private const string Tags = "/latest/meta-data/tags/instance";
    private static readonly IPAddress s_near = IPAddress.Parse("127.0.0.2");

    private static readonly MetadataOptions[] s_postures =
    [
        Posture(HttpTokens.Optional, OptionState.Enabled, OptionState.Enabled, hopLimit: 2),
        Posture(HttpTokens.Required, OptionState.Enabled, OptionState.Disabled, hopLimit: 2),
        Posture(HttpTokens.Optional, OptionState.Disabled, OptionState.Disabled, hopLimit: 1),
    ];

    // What the three postures, in their order, answer to each kind of request; -1 is a withheld answer.
    private static readonly Dictionary<string, int[]> s_right = new()
    {
        ["tags without token"] = [200, 401, 403],
        ["tags with token"] = [200, 404, 403],
        ["document with token"] = [200, 200, 403],
        ["near PUT"] = [200, 200, 403],
        ["far PUT"] = [200, 200, -1],
    };

    [Fact]
    public async Task Every_answer_is_right_for_one_snapshot()
    {
        await using var imds = await StartAsync(s_postures[0], static o =>
        {
            o.Account.TimeProvider = TimeProvider.System;
            o.WithheldResponseTime = TimeSpan.FromMilliseconds(20);
            o.ClientHops.Add(ClientHops.Parse("127.0.0.1=2"));
            o.Instance = static d => Numbered(d, 0);
        });
        var token = await imds.TokenAsync();
        var seen = new ConcurrentDictionary<(string Kind, int Status), int>();
        var wanted = s_right.Sum(static r => r.Value.Distinct().Count());
        var answers = 0;
        using var done = new CancellationTokenSource();
        var changes = Task.Run(() => ChangeAsync(imds.Instance, done.Token), TestContext.Current.CancellationToken);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
            {
                for (var i = client; Volatile.Read(ref answers) < AtLeast || seen.Count < wanted; i++)
                {
                    var kind = s_right.Keys.ElementAt(i % s_right.Count);
                    var status = await AskAsync(imds, kind, token);
                    s_right[kind].ShouldContain(status, kind);
                    seen.AddOrUpdate((kind, status), 1, static (_, n) => n + 1);
                    Interlocked.Increment(ref answers);
                }
            })));
        }
        finally
        {
            await done.CancelAsync();
            await changes;
        }
    }

    private static async Task ChangeAsync(Ec2Instance instance, CancellationToken done)
    {
        for (var i = 1; !done.IsCancellationRequested; i++)
        {
            instance.Update(d => Numbered(d, i));
            instance.ModifyMetadataOptions(s_postures[i % s_postures.Length]);
            await Task.Yield();
        }
    }

    private static async Task<int> AskAsync(LoopbackImds imds, string kind, string token)
    {
        using var connection = await RawConnection.OpenAsync(imds.Endpoint, s =>
        {
            if (!kind.StartsWith("far", StringComparison.Ordinal))
            {
                s.Bind(new IPEndPoint(s_near, 0));
            }
        });
        await connection.SendAsync(kind switch
        {
            "tags without token" => Request("GET", Tags),
            "tags with token" => Request("GET", Tags, TokenHeader + token),
            "document with token" => Request("GET", Document, TokenHeader + token),
            _ => Request("PUT", TokenPath, TtlHeader + "60"),
        });
        if (await connection.ReadToEndAsync() is not { } answer)
        {
            return -1;
        }

        ListedAnswers.ShouldBeListed(answer, isHead: false, mayBeMalformed: false);
        if (answer.Status == 200 && kind.StartsWith("tags", StringComparison.Ordinal))
        {
            answer.Text.Split('\n').Select(static t => t.Split('.')[1]).Distinct().Count().ShouldBe(1, answer.Text);
        }
        else if (answer.Status == 200 && kind.StartsWith("document", StringComparison.Ordinal))
        {
            var document = JsonDocument.Parse(answer.Body).RootElement;
            document.GetProperty("kernelId").GetString().ShouldBe("aki-" + document.GetProperty("instanceType").GetString());
        }

        return answer.Status;
    }

    private static InstanceDescription Numbered(InstanceDescription description, int number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return description with
        {
            InstanceType = text,
            KernelId = "aki-" + text,
            Tags = ImmutableSortedDictionary<string, string>.Empty.Add("a." + text, "x").Add("b." + text, "y"),
        };
    }

    private static MetadataOptions Posture(HttpTokens tokens, OptionState endpoint, OptionState tags, int hopLimit) =>
        new() { HttpTokens = tokens, HttpEndpoint = endpoint, InstanceMetadataTags = tags, HttpPutResponseHopLimit = hopLimit };
}
