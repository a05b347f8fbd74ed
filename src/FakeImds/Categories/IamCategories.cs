using FakeImds.Ec2;
using static FakeImds.Categories.Entries;

namespace FakeImds.Categories;

/// <summary><c>iam/</c> and <c>identity-credentials/</c>.</summary>
internal static class IamCategories
{
    private const string Success = "Success";

    // The one failure of the profile itself; all others are of the role in it (docs/fidelity.md#credentials-failure).
    private const string ProfileNotFound = "InstanceProfileNotFound";
    private const string SeeAlso = "Please see documentation at http://docs.amazonwebservices.com/IAM/latest/UserGuide/RolesTroubleshooting.html.";

    private static readonly byte s_since = Since("2012-01-12");
    private static readonly byte s_identitySince = Since("2018-05-23");

    public static Category? Iam(InstanceSnapshot snapshot, SeededIds ids) =>
        snapshot.Description.InstanceProfile is not { } profile ? null : Dir(
            "iam", "2012-01-12",
            new TimedText("info", s_since, snapshot, updated => Info(profile, updated)),
            Dir("security-credentials", "2012-01-12", Credentials(snapshot, profile, ids)));

    public static Category? IdentityCredentials(InstanceSnapshot snapshot, SeededIds ids)
    {
        var d = snapshot.Description;
        return Dir(
            "identity-credentials", "2018-05-23",
            Dir(
                "ec2", "2018-05-23",
                new TimedText("info", s_identitySince, snapshot, updated => PrettyJson.Object(
                    ("Code", PrettyJson.Text(Success)),
                    ("LastUpdated", PrettyJson.Text(updated)),
                    ("AccountId", PrettyJson.Text(d.AccountId)))),
                Dir("security-credentials", "2018-05-23", new RoleCredentials(s_identitySince, ids, snapshot, RoleCredentials.IdentityRole))));
    }

    private static TimedLeaf? Credentials(InstanceSnapshot snapshot, InstanceProfile profile, SeededIds ids) =>
        profile.RoleName is not { } role || profile.Code is ProfileNotFound ? null
        : profile.Code is Success ? new RoleCredentials(s_since, ids, snapshot, role)
        : new TimedText(role, s_since, snapshot, updated => Failure(
            profile, $"EC2 cannot assume the role {role}.  {SeeAlso}", updated));

    private static string Info(InstanceProfile profile, string updated) =>
        profile.Code is ProfileNotFound ? Failure(profile, $"Instance Profile with Id {profile.Id} cannot be found. {SeeAlso}", updated)
        : profile.RoleName is null ? PrettyJson.Object(
            ("Code", PrettyJson.Text(Success)),
            ("Message", PrettyJson.Text($"Instance Profile does not contain a role. {SeeAlso}")),
            ("LastUpdated", PrettyJson.Text(updated)),
            ("InstanceProfileArn", PrettyJson.Text(profile.Arn)),
            ("InstanceProfileId", PrettyJson.Text(profile.Id)))
        : PrettyJson.Object(
            ("Code", PrettyJson.Text(Success)),
            ("LastUpdated", PrettyJson.Text(updated)),
            ("InstanceProfileArn", PrettyJson.Text(profile.Arn)),
            ("InstanceProfileId", PrettyJson.Text(profile.Id)));

    private static string Failure(InstanceProfile profile, string message, string updated) => PrettyJson.Object(
        ("Code", PrettyJson.Text(profile.Code)),
        ("Message", PrettyJson.Text(profile.Message ?? message)),
        ("LastUpdated", PrettyJson.Text(updated)));
}
