using System.Text.Json;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using FakeImds.Ec2;

namespace FakeImds.Ec2Api.Tests;

/// <summary>Requests signed with credentials that the data plane handed out.</summary>
public sealed class RoleDeliveryTests
{
    private const string Credentials = "latest/meta-data/iam/security-credentials/fakeimds-role";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RequireAllEc2RolesToUseV2_denies_credentials_of_v1_alone()
    {
        await using var host = await ApiHost.StartAsync();
        host.Emulator.Account.Policies.Attach(IamPolicy.Parse(
            "RequireAllEc2RolesToUseV2",
            """{ "Version": "2012-10-17", "Statement": [ { "Sid": "RequireAllEc2RolesToUseV2", "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": { "NumericLessThan": { "ec2:RoleDelivery": "2.0" } } } ] }""",
            IamPolicyType.ServiceControl));

        using var v1 = await ClientAsync(host, withToken: false);
        var error = await Should.ThrowAsync<AmazonEC2Exception>(v1.DescribeInstancesAsync(new DescribeInstancesRequest(), Cancel));
        error.ErrorCode.ShouldBe("UnauthorizedOperation");
        error.Message.ShouldContain($"User: arn:aws:sts::123456789012:assumed-role/fakeimds-role/{host.Emulator.Instance.InstanceId} is not authorized");

        using var v2 = await ClientAsync(host, withToken: true);
        await v2.DescribeInstancesAsync(new DescribeInstancesRequest(), Cancel);
        await host.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest(), Cancel);
    }

    [Fact]
    public async Task The_source_instance_is_known()
    {
        await using var host = await ApiHost.StartAsync();
        host.Emulator.Account.Policies.Attach(IamPolicy.Parse(
            "p",
            $$"""{ "Statement": { "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": { "ArnEquals": { "ec2:SourceInstanceARN": "arn:aws:ec2:us-east-1:123456789012:instance/{{host.Emulator.Instance.InstanceId}}" } } } }""",
            IamPolicyType.IdentityBased));

        using var role = await ClientAsync(host, withToken: true);

        (await Should.ThrowAsync<AmazonEC2Exception>(role.DescribeRegionsAsync(new DescribeRegionsRequest(), Cancel))).ErrorCode.ShouldBe("UnauthorizedOperation");
        await host.Ec2.DescribeRegionsAsync(new DescribeRegionsRequest(), Cancel);
    }

    [Fact]
    public async Task Credentials_that_have_ended_are_refused()
    {
        await using var host = await ApiHost.StartAsync();
        using var role = await ClientAsync(host, withToken: true);
        await role.DescribeRegionsAsync(new DescribeRegionsRequest(), Cancel);

        host.Time.Advance(TimeSpan.FromHours(7));

        (await Should.ThrowAsync<AmazonEC2Exception>(role.DescribeRegionsAsync(new DescribeRegionsRequest(), Cancel))).ErrorCode.ShouldBe("RequestExpired");
    }

    private static async Task<AmazonEC2Client> ClientAsync(ApiHost host, bool withToken)
    {
        using var imds = host.Emulator.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, Credentials);
        if (withToken)
        {
            using var put = new HttpRequestMessage(HttpMethod.Put, "latest/api/token") { Headers = { { "X-aws-ec2-metadata-token-ttl-seconds", "60" } } };
            using var token = await imds.SendAsync(put, Cancel);
            request.Headers.Add("X-aws-ec2-metadata-token", await token.Content.ReadAsStringAsync(Cancel));
        }

        using var answer = await imds.SendAsync(request, Cancel);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        var credentials = new SessionAWSCredentials(
            json.RootElement.GetProperty("AccessKeyId").GetString(), json.RootElement.GetProperty("SecretAccessKey").GetString(), json.RootElement.GetProperty("Token").GetString());
        return new AmazonEC2Client(credentials, new AmazonEC2Config { ServiceURL = host.Url.ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });
    }
}
