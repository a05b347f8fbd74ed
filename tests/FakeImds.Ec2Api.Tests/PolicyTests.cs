using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.EC2;
using Amazon.EC2.Model;
using FakeImds.Ec2;
using RunInstancesRequest = Amazon.EC2.Model.RunInstancesRequest;

namespace FakeImds.Ec2Api.Tests;

/// <summary>Policies of the account, as callers of the API meet them.</summary>
public sealed class PolicyTests
{
    private const string DenyModification = """
        { "Version": "2012-10-17", "Statement": [ { "Sid": "DenyIMDSv1HttpTokensModification", "Effect": "Deny", "Action": "ec2:ModifyInstanceMetadataOptions",
          "Resource": "arn:aws:ec2:*:*:instance/*",
          "Condition": { "StringNotEquals": { "ec2:Attribute/HttpTokens": "required" }, "Null": { "ec2:Attribute/HttpTokens": "false" } } } ] }
        """;

    private const string OnlyAdmins = """
        { "Version": "2012-10-17", "Statement": [ { "Sid": "AllowOnlyImdsAdmins", "Effect": "Deny", "Action": "ec2:ModifyInstanceMetadataOptions", "Resource": "*",
          "Condition": { "StringNotLike": { "aws:PrincipalARN": "arn:aws:iam::*:role/ec2-imds-admins" } } } ] }
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Ids => [.. Document().GetProperty("iam_cases").EnumerateArray().Select(static c => c.GetProperty("id").GetString()!)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Measured_verdicts_hold_for_a_dry_run(string id)
    {
        var one = Document().GetProperty("iam_cases").EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);
        var policy = one.GetProperty("policy").GetString()!;
        await using var host = await ApiHost.StartAsync();
        Attach(host, $$"""{ "Version": "2012-10-17", "Statement": {{Document().GetProperty("iam_policies").GetProperty(policy).GetRawText()}} }""");
        var image = host.Image("the-image", one.GetProperty("ami").GetProperty("imdsSupport").ValueKind is JsonValueKind.Null ? null : ImdsSupport.V2);
        var launch = one.GetProperty("launch");

        var error = await Should.ThrowAsync<AmazonEC2Exception>(host.Ec2.RunInstancesAsync(
            new RunInstancesRequest { ImageId = image, MinCount = 1, MaxCount = 1, DryRun = true, MetadataOptions = launch.ValueKind is JsonValueKind.Null ? null : Options(launch) }, Cancel));

        error.ErrorCode.ShouldBe(one.GetProperty("verdict").GetString() == "allow" ? "DryRunOperation" : "UnauthorizedOperation");
    }

    [Fact]
    public async Task A_denial_tells_who_what_and_by_which_policy()
    {
        await using var host = await ApiHost.StartAsync(o => o.CallerArn = "arn:aws:iam::123456789012:user/dev");
        Attach(host, """{ "Statement": { "Sid": "NoStop", "Effect": "Deny", "Action": "ec2:StopInstances", "Resource": "*" } }""");
        var id = host.Emulator.Instance.InstanceId;

        var error = await Should.ThrowAsync<AmazonEC2Exception>(host.Ec2.StopInstancesAsync(new StopInstancesRequest([id]), Cancel));

        (error.ErrorCode, error.StatusCode).ShouldBe(("UnauthorizedOperation", HttpStatusCode.Forbidden));
        const string Blob = " Encoded authorization failure message: ";
        var at = error.Message.IndexOf(Blob, StringComparison.Ordinal);
        error.Message[..at].ShouldBe(
            $"You are not authorized to perform this operation. User: arn:aws:iam::123456789012:user/dev is not authorized to perform: ec2:StopInstances on resource: arn:aws:ec2:us-east-1:123456789012:instance/{id} with an explicit deny in a service control policy.");
        using var decoded = JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(error.Message[(at + Blob.Length)..])));
        decoded.RootElement.GetProperty("matchedStatements").GetProperty("items")[0].GetProperty("statementId").GetString().ShouldBe("NoStop");
        host.Emulator.Instance.State.ShouldBe(FakeImds.Ec2.InstanceState.Running);
    }

    [Fact]
    public async Task Without_an_allowing_statement_the_message_says_that()
    {
        await using var host = await ApiHost.StartAsync();
        host.Emulator.Account.Policies.Attach(IamPolicy.Parse("p", """{ "Statement": { "Effect": "Allow", "Action": "ec2:Describe*", "Resource": "*" } }""", IamPolicyType.IdentityBased));

        (await host.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest(), Cancel)).Reservations.ShouldNotBeEmpty();
        (await Should.ThrowAsync<AmazonEC2Exception>(host.Ec2.RebootInstancesAsync(new RebootInstancesRequest([host.Emulator.Instance.InstanceId]), Cancel)))
            .Message.ShouldContain("because no identity-based policy allows the ec2:RebootInstances action.");
    }

    [Fact]
    public async Task Tokens_can_be_kept_from_becoming_optional()
    {
        await using var host = await ApiHost.StartAsync();
        Attach(host, DenyModification);

        await DeniedAsync(Modify(host, HttpTokensState.Optional, null));
        await Modify(host, null, 3);
        await Modify(host, HttpTokensState.Required, null);

        host.Emulator.Instance.MetadataOptions.Options.HttpTokens.Value.ShouldBe(FakeImds.Ec2.HttpTokens.Required);
        host.Emulator.Instance.MetadataOptions.Options.HttpPutResponseHopLimit.Value.ShouldBe(3);
    }

    [Fact]
    public async Task Only_admins_may_modify()
    {
        await using var host = await ApiHost.StartAsync();
        Attach(host, OnlyAdmins);
        await DeniedAsync(Modify(host, HttpTokensState.Required, null));

        await using var admins = await ApiHost.StartAsync(o => o.CallerArn = "arn:aws:sts::123456789012:assumed-role/ec2-imds-admins/alice");
        Attach(admins, OnlyAdmins);
        await Modify(admins, HttpTokensState.Required, null);
    }

    [Fact]
    public async Task Account_defaults_have_attributes_too()
    {
        await using var host = await ApiHost.StartAsync();
        Attach(host, """
            { "Statement": { "Effect": "Deny", "Action": "ec2:ModifyInstanceMetadataDefaults", "Resource": "*",
              "Condition": { "StringEquals": { "ec2:Attribute/HttpTokensEnforced": "disabled", "ec2:Region": "us-east-1" } } } }
            """);

        await DeniedAsync(host.Ec2.ModifyInstanceMetadataDefaultsAsync(new ModifyInstanceMetadataDefaultsRequest { HttpTokensEnforced = DefaultHttpTokensEnforcedState.Disabled }, Cancel));
        await host.Ec2.ModifyInstanceMetadataDefaultsAsync(new ModifyInstanceMetadataDefaultsRequest { HttpTokensEnforced = DefaultHttpTokensEnforcedState.Enabled }, Cancel);
    }

    [Fact]
    public async Task Image_attributes_have_keys_too()
    {
        await using var host = await ApiHost.StartAsync();
        Attach(host, """{ "Statement": { "Effect": "Deny", "Action": "ec2:ModifyImageAttribute", "Resource": "arn:aws:ec2:*::image/*", "Condition": { "StringEquals": { "ec2:Attribute/ImdsSupport": "v2.0" } } } }""");
        var image = host.Image();

        await DeniedAsync(host.Ec2.ModifyImageAttributeAsync(new ModifyImageAttributeRequest { ImageId = image, Attribute = "imdsSupport", Value = "v2.0" }, Cancel));
        await host.Ec2.ModifyImageAttributeAsync(new ModifyImageAttributeRequest { ImageId = image, Description = "x" }, Cancel);

        host.Region.Images.Get(image).ImdsSupport.ShouldBeNull();
    }

    [Fact]
    public async Task Existing_instances_have_keys_of_all_their_options_and_tags()
    {
        await using var host = await ApiHost.StartAsync();
        var plain = (await Ec2Launch.OneAsync(host, host.Image())).InstanceId;
        Attach(host, """{ "Statement": { "Effect": "Deny", "Action": "ec2:TerminateInstances", "Resource": "*", "Condition": { "StringEquals": { "ec2:MetadataHttpTokens": "optional", "aws:ResourceTag/keep": "yes" } } } }""");
        await host.Ec2.CreateTagsAsync(new CreateTagsRequest([plain], [new Tag("keep", "yes")]), Cancel);

        await DeniedAsync(host.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest([host.Emulator.Instance.InstanceId, plain]), Cancel));
        host.Emulator.Instance.State.ShouldBe(FakeImds.Ec2.InstanceState.Running, "one denied instance denies the call");
    }

    [Fact]
    public async Task A_call_that_policies_leave_open_is_carried_out_and_told()
    {
        List<string> told = [];
        await using var host = await ApiHost.StartAsync(o => o.OnUndecided = (call, decision) => told.Add($"{call.Action} {string.Join(' ', decision.DependsOn)}"));
        Attach(host, """{ "Statement": { "Effect": "Deny", "Action": "ec2:StopInstances", "Resource": "*", "Condition": { "StringNotEquals": { "aws:PrincipalOrgID": "o-1" } } } }""");
        var id = host.Emulator.Instance.InstanceId;

        await host.Ec2.StopInstancesAsync(new StopInstancesRequest([id]), Cancel);
        told.ShouldBe(["StopInstances aws:PrincipalOrgID"]);

        host.Emulator.Account.Policies.Context = IamRequest.NoKeys.Add("aws:PrincipalOrgID", ["o-2"]);
        await host.Ec2.StartInstancesAsync(new StartInstancesRequest([id]), Cancel);
        await DeniedAsync(host.Ec2.StopInstancesAsync(new StopInstancesRequest([id]), Cancel));
    }

    private static void Attach(ApiHost host, string json) => host.Emulator.Account.Policies.Attach(IamPolicy.Parse("p", json, IamPolicyType.ServiceControl));

    private static Task<ModifyInstanceMetadataOptionsResponse> Modify(ApiHost host, HttpTokensState? tokens, int? hops) => host.Ec2.ModifyInstanceMetadataOptionsAsync(
        new ModifyInstanceMetadataOptionsRequest { InstanceId = host.Emulator.Instance.InstanceId, HttpTokens = tokens, HttpPutResponseHopLimit = hops }, Cancel);

    private static async Task DeniedAsync(Task call) => (await Should.ThrowAsync<AmazonEC2Exception>(call)).ErrorCode.ShouldBe("UnauthorizedOperation");

    private static InstanceMetadataOptionsRequest Options(JsonElement launch)
    {
        var options = new InstanceMetadataOptionsRequest();
        if (launch.TryGetProperty("HttpTokens", out var tokens))
        {
            options.HttpTokens = new HttpTokensState(tokens.GetString());
        }

        if (launch.TryGetProperty("HttpPutResponseHopLimit", out var hops))
        {
            options.HttpPutResponseHopLimit = hops.GetInt32();
        }

        if (launch.TryGetProperty("HttpEndpoint", out var endpoint))
        {
            options.HttpEndpoint = new InstanceMetadataEndpointState(endpoint.GetString());
        }

        return options;
    }

    private static JsonElement Document()
    {
        using var stream = typeof(PolicyTests).Assembly.GetManifestResourceStream("precedence-cases.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
