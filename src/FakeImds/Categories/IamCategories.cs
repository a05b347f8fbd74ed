using FakeImds.Ec2;
using static FakeImds.Categories.Entries;

namespace FakeImds.Categories;

/// <summary><c>iam/</c> and <c>identity-credentials/</c>.</summary>
internal static class IamCategories
{
    private const string Success = "Success";

    public static Category? Iam(InstanceDescription d, SeededIds ids)
    {
        if (d.InstanceProfile is not { } profile)
        {
            return null;
        }

        return Dir(
            "iam", "2012-01-12",
            Timed("info", "2012-01-12", new TimedText(d.LaunchTime, updated => Info(profile, updated))),
            Dir("security-credentials", "2012-01-12", Credentials(d, profile, ids)));
    }

    public static Category? IdentityCredentials(InstanceDescription d, SeededIds ids) => Dir(
        "identity-credentials", "2018-05-23",
        Dir(
            "ec2", "2018-05-23",
            Timed("info", "2018-05-23", new TimedText(d.LaunchTime, updated => PrettyJson.Object(
                ("Code", PrettyJson.Text(Success)),
                ("LastUpdated", PrettyJson.Text(updated)),
                ("AccountId", PrettyJson.Text(d.AccountId))))),
            Dir(
                "security-credentials", "2018-05-23",
                Timed("ec2-instance", "2018-05-23", new RoleCredentials(ids, d.InstanceId, "ec2-instance", d.LaunchTime)))));

    private static Category? Credentials(InstanceDescription d, InstanceProfile profile, SeededIds ids) =>
        profile.RoleName is not { } role ? null
        : Timed(role, "2012-01-12", profile.Code is Success
            ? new RoleCredentials(ids, d.InstanceId, role, d.LaunchTime)
            : new TimedText(d.LaunchTime, updated => Failure(profile, updated)));

    private static string Info(InstanceProfile profile, string updated) =>
        profile.Code is not Success ? Failure(profile, updated) : PrettyJson.Object(
            ("Code", PrettyJson.Text(Success)),
            ("LastUpdated", PrettyJson.Text(updated)),
            ("InstanceProfileArn", PrettyJson.Text(profile.Arn)),
            ("InstanceProfileId", PrettyJson.Text(profile.Id)));

    private static string Failure(InstanceProfile profile, string updated) => PrettyJson.Object(
        ("Code", PrettyJson.Text(profile.Code)),
        ("Message", PrettyJson.Text(profile.Message ?? string.Empty)),
        ("LastUpdated", PrettyJson.Text(updated)));
}
