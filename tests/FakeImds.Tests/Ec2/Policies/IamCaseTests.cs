using System.Text.Json;
using FakeImds.Ec2;

namespace FakeImds.Tests.Ec2.Policies;

/// <summary>The verdicts that were measured against a live account: iam_cases of precedence-cases.json.</summary>
public sealed class IamCaseTests
{
    private static readonly IamCaller s_alice = IamCaller.Of("arn:aws:iam::123456789012:user/alice");

    public static TheoryData<string> Ids => [.. Cases().EnumerateArray().Select(static c => c.GetProperty("id").GetString()!)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Measured_verdicts_hold(string id)
    {
        var one = Cases().EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);
        var (region, request) = Launch(one);

        var decision = region.Instances.Authorize(request, s_alice);

        decision.IsAllowed.ShouldBe(one.GetProperty("verdict").GetString() == "allow");
        if (!decision.IsAllowed)
        {
            decision.Statement.ShouldBe(one.GetProperty("policy").GetString());
            decision.Resource.ShouldBe("arn:aws:ec2:us-east-1:123456789012:instance/*");
        }
    }

    [Fact]
    public void There_are_cases() => Ids.Count.ShouldBeGreaterThanOrEqualTo(7);

    private static (Ec2Region Region, RunInstancesRequest Request) Launch(JsonElement one)
    {
        var account = new Ec2Account();
        var region = account.Region("us-east-1");
        var policy = one.GetProperty("policy").GetString()!;
        account.Policies.Attach(IamPolicy.Parse(policy, $$"""{ "Version": "2012-10-17", "Statement": {{Document().GetProperty("iam_policies").GetProperty(policy).GetRawText()}} }""", IamPolicyType.ServiceControl));
        var image = region.Images.Register("the-image", one.GetProperty("ami").GetProperty("imdsSupport").ValueKind is JsonValueKind.Null ? null : ImdsSupport.V2);
        var launch = one.GetProperty("launch");
        return (region, new RunInstancesRequest { ImageId = image.ImageId, MetadataOptions = launch.ValueKind is JsonValueKind.Null ? null : Options(launch) });
    }

    private static MetadataOptions Options(JsonElement launch) => new()
    {
        HttpTokens = launch.TryGetProperty("HttpTokens", out var tokens) ? MetadataOptionText.ParseHttpTokens("HttpTokens", tokens.GetString()) : null,
        HttpPutResponseHopLimit = launch.TryGetProperty("HttpPutResponseHopLimit", out var hops) ? hops.GetInt32() : null,
        HttpEndpoint = launch.TryGetProperty("HttpEndpoint", out var endpoint) ? MetadataOptionText.ParseState("HttpEndpoint", endpoint.GetString()) : null,
    };

    private static JsonElement Cases() => Document().GetProperty("iam_cases");

    private static JsonElement Document()
    {
        using var stream = typeof(IamCaseTests).Assembly.GetManifestResourceStream("precedence-cases.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
