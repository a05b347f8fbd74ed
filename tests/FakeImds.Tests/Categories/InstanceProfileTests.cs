using System.Net;
using FakeImds.Ec2;

namespace FakeImds.Tests.Categories;

public sealed class InstanceProfileTests
{
    private const string SeeAlso = "Please see documentation at http://docs.amazonwebservices.com/IAM/latest/UserGuide/RolesTroubleshooting.html.";

    [Fact]
    public async Task Info_tells_the_profile()
    {
        using var reader = new MetadataReader(With(p => p with { Id = "AIPAABCDEFGHIJKLMNOPQ" }));

        (await reader.MetaData("iam/info")).ShouldBe("""
            {
              "Code" : "Success",
              "LastUpdated" : "2026-01-02T03:04:05Z",
              "InstanceProfileArn" : "arn:aws:iam::123456789012:instance-profile/fakeimds-role",
              "InstanceProfileId" : "AIPAABCDEFGHIJKLMNOPQ"
            }
            """.ReplaceLineEndings("\n"));
        (await reader.MetaData("iam/")).ShouldBe("info\nsecurity-credentials/");
        (await reader.MetaData("iam/security-credentials/")).ShouldBe("fakeimds-role");
    }

    [Fact]
    public async Task A_role_that_cannot_be_assumed_is_a_code_and_not_a_status()
    {
        using var reader = new MetadataReader(With(p => p with { Code = "AssumeRoleUnauthorizedAccess" }));

        using var answer = await reader.Get("latest/meta-data/iam/security-credentials/fakeimds-role");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe($$"""
            {
              "Code" : "AssumeRoleUnauthorizedAccess",
              "Message" : "EC2 cannot assume the role fakeimds-role.  {{SeeAlso}}",
              "LastUpdated" : "2026-01-02T03:04:05Z"
            }
            """.ReplaceLineEndings("\n"));
        (await reader.MetaData("iam/info")).ShouldContain("\"Code\" : \"Success\"");
    }

    [Fact]
    public async Task A_message_can_be_given()
    {
        using var reader = new MetadataReader(With(p => p with { Code = "Failed", Message = "say \"no\"" }));

        (await reader.MetaData("iam/security-credentials/fakeimds-role")).ShouldContain("""  "Message" : "say \"no\"",""");
    }

    [Fact]
    public async Task A_deleted_profile_is_told_by_info()
    {
        using var reader = new MetadataReader(With(p => p with { Code = "InstanceProfileNotFound", Id = "AIPAX" }));

        (await reader.MetaData("iam/info")).ShouldBe($$"""
            {
              "Code" : "InstanceProfileNotFound",
              "Message" : "Instance Profile with Id AIPAX cannot be found. {{SeeAlso}}",
              "LastUpdated" : "2026-01-02T03:04:05Z"
            }
            """.ReplaceLineEndings("\n"));
        (await reader.HasMetaData("iam/security-credentials")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_profile_without_a_role_says_so_and_has_no_credentials()
    {
        using var reader = new MetadataReader(With(p => p with { RoleName = null }));

        (await reader.MetaData("iam")).ShouldBe("info");
        (await reader.MetaData("iam/info")).ShouldContain("\"Code\" : \"Success\",\n  \"Message\" : \"Instance Profile does not contain a role");
        (await reader.HasMetaData("iam/security-credentials/")).ShouldBeFalse();
    }

    [Fact]
    public async Task An_instance_without_a_profile_has_credentials_of_its_own_all_the_same()
    {
        using var reader = new MetadataReader(d => d with { InstanceProfile = null });

        (await reader.HasMetaData("iam")).ShouldBeFalse();
        (await reader.MetaData("identity-credentials/ec2/")).ShouldBe("info\nsecurity-credentials/");
        (await reader.MetaData("identity-credentials/ec2/info")).ShouldBe("""
            {
              "Code" : "Success",
              "LastUpdated" : "2026-01-02T03:04:05Z",
              "AccountId" : "123456789012"
            }
            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_profile_can_come_and_go_while_the_instance_runs()
    {
        using var reader = new MetadataReader();
        var profile = reader.Description.InstanceProfile;
        reader.Imds.Instance.Update(d => d with { InstanceProfile = null });
        (await reader.HasMetaData("iam")).ShouldBeFalse();
        reader.Imds.Instance.Update(d => d with { InstanceProfile = profile });
        (await reader.HasMetaData("iam")).ShouldBeTrue();
    }

    private static Func<InstanceDescription, InstanceDescription> With(Func<InstanceProfile, InstanceProfile> change) =>
        d => d with { InstanceProfile = change(d.InstanceProfile!) };
}
