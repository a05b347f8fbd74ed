using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FakeImds.Ec2;

namespace FakeImds.Ec2Api.Tests.Odd;

/// <summary>Whatever a request has of odd: the answer is EC2's XML, and one that is an error has changed nothing.</summary>
public sealed partial class OddRequestTests
{
    private static readonly HashSet<string> s_codes =
    [
        "AuthFailure", "DryRunOperation", "IdempotentParameterMismatch", "IncorrectInstanceState", "InvalidAMIID.Malformed", "InvalidAMIID.NotFound",
        "InvalidAMIName.Duplicate", "InvalidAMIName.Malformed", "InvalidID", "InvalidInstanceID.Malformed", "InvalidInstanceID.NotFound", "InvalidInstanceType",
        "InvalidLaunchTemplateId.Malformed", "InvalidLaunchTemplateId.NotFound", "InvalidLaunchTemplateId.VersionNotFound", "InvalidLaunchTemplateName.AlreadyExistsException",
        "InvalidLaunchTemplateName.MalformedException", "InvalidLaunchTemplateName.NotFoundException", "InvalidNextToken", "InvalidParameterCombination",
        "InvalidParameterValue", "InvalidUserData.Malformed",
        "InvalidAssociationID.NotFound", "IncorrectState", "InvalidFleetId.NotFound", "InvalidGroup.NotFound", "InvalidKey.Format", "InvalidKeyPair.Duplicate", "InvalidKeyPair.NotFound",
        "InvalidSpotInstanceRequestID.NotFound", "MissingParameter", "UnknownParameter", "UnsupportedOperation",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Actions => [.. Ec2ApiServer.Actions];

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task An_odd_request_gets_EC2s_XML_and_an_error_has_changed_nothing(string action)
    {
        await using var account = new OddAccount();
        var request = OddRequests.Of(action, account);
        (await account.AskAsync(action, request)).Status.ShouldBe(HttpStatusCode.OK, "the request that the odd ones are made of");
        foreach (var odd in OddRequests.Variants(request))
        {
            var asked = $"{action}: {string.Join('&', odd.Where(p => !request.TryGetValue(p.Key, out var value) || value != p.Value).Select(static p => p.Key + "=" + Short(p.Value)))}";
            account.Renew();
            var before = account.Picture();
            var (status, body) = await account.AskAsync(action, odd);
            var xml = XDocument.Parse(body);
            DotNetText().Matches(body).ShouldBeEmpty(asked);
            account.Errors.ShouldBeEmpty(asked);
            if (status is not HttpStatusCode.OK)
            {
                s_codes.ShouldContain(xml.Descendants("Code").Single().Value, asked);
                account.Picture().ShouldBe(before, asked);
            }
        }
    }

    private static string Short(string value) => value.Length > 60 ? value[..60] + "…" : value;

    [GeneratedRegex("\\(Parameter '|System\\.|at FakeImds|Exception:|Value cannot be null|was out of range|Object reference|Nullable object|Index was")]
    private static partial Regex DotNetText();
}
