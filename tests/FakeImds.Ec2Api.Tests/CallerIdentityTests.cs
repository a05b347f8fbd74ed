using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;

namespace FakeImds.Ec2Api.Tests;

public sealed class CallerIdentityTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_caller_is_told_by_its_access_key()
    {
        await using var host = await ApiHost.StartAsync(static o => o.Callers["AKIDOFROLE"] = "arn:aws:sts::210987654321:assumed-role/deploy/ci");
        var user = await AskAsync(host, "AKIDEXAMPLE");
        user["Account"].ShouldBe("123456789012");
        user["Arn"].ShouldBe("arn:aws:iam::123456789012:user/fakeimds");
        user["UserId"].ShouldStartWith("AIDA");
        var role = await AskAsync(host, "AKIDOFROLE");
        role["Account"].ShouldBe("210987654321");
        role["UserId"].ShouldEndWith(":ci");
    }

    [Fact]
    public async Task The_AWS_CLI_asks_who_it_is()
    {
        await Tool.RequireAsync("aws", "--version");
        await using var host = await ApiHost.StartAsync();
        var environment = new Dictionary<string, string>
        {
            ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
            ["AWS_SECRET_ACCESS_KEY"] = "secret",
            ["AWS_DEFAULT_REGION"] = "us-east-1",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
        };
        var (code, output, error) = await Tool.RunAsync("aws", ["--endpoint-url", host.Url.ToString(), "sts", "get-caller-identity", "--query", "Account", "--output", "text"], environment);
        code.ShouldBe(0, error);
        output.Trim().ShouldBe("123456789012");
    }

    private static async Task<Dictionary<string, string>> AskAsync(ApiHost host, string key)
    {
        using var client = host.InProcess();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new StringContent("Action=GetCallerIdentity&Version=2011-06-15", Encoding.UTF8, "application/x-www-form-urlencoded"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("AWS4-HMAC-SHA256", $"Credential={key}/20260301/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=00");
        using var answer = await client.SendAsync(request, Cancel);
        var xml = XElement.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        xml.Name.Namespace.NamespaceName.ShouldBe("https://sts.amazonaws.com/doc/2011-06-15/");
        return xml.Elements().First().Elements().ToDictionary(static e => e.Name.LocalName, static e => e.Value);
    }
}
