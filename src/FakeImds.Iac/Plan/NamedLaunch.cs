using FakeImds.Iac.Messages;

namespace FakeImds.Iac.Plan;

/// <summary>The launch that somebody wants served.</summary>
internal static class NamedLaunch
{
    /// <exception cref="AccountFilesException">No launch, or more than one, has the name; or no name is given and there are several.</exception>
    public static DeclaredLaunch Find(AccountSettings settings, string? name)
    {
        var all = settings.Plan.Launches;
        var wanted = name ?? settings.Instance;
        if (wanted is null)
        {
            return all.Where(static l => l.Closed is null).Take(2).ToArray() is [var only] ? only : throw new AccountFilesException($"the files have {all.Length} launches; name one: {Names(settings)} is allowed");
        }

        return all.Where(l => l.Name == wanted).Take(2).ToArray() switch
        {
            [var one] => one,
            [] => throw new AccountFilesException($"there is no launch '{wanted}' in the files; {Names(settings)} is allowed{NearestName.Hint(wanted, all.Select(static l => l.Name))}"),
            [var first, var second] => throw new AccountFilesException($"two launches have the name {wanted}, at {first.Position.In("")} and {second.Position.In("")}; read their files apart"),
            _ => throw new InvalidOperationException(),
        };
    }

    // A plan can have thousands.
    private static string Names(AccountSettings settings)
    {
        const int MaxNamed = 10;
        string[] names = [.. settings.Plan.Launches.Select(static l => l.Name).Distinct()];
        return names.Length > MaxNamed ? string.Join(", ", names[..MaxNamed]) + " or another of them" : AllowedWords.Of(names);
    }
}
