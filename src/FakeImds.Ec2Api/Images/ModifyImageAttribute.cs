using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Images;

/// <summary>Changes one attribute of an image: <c>imdsSupport</c>, the description, or who may launch it.</summary>
internal static class ModifyImageAttribute
{
    public static Answer Run(Ec2Call call)
    {
        var image = ImageIds.One(call);
        var changes = Read(call.Parameters);
        call.Parameters.Ignore("ProductCode", "UserId", "OrganizationArn", "OrganizationalUnitArn");
        if (changes.Count != 1)
        {
            throw new Ec2Exception(changes.Count == 0 ? Ec2Errors.NoOptionGiven : Ec2Errors.SeveralAttributes);
        }

        var (attribute, value, apply) = changes[0];
        call.Proceed(call.Arn("image/" + image.ImageId), attributes: new Dictionary<string, string> { [attribute] = value });
        apply(call.Region.Images, image.ImageId);
        return Answer.True;
    }

    private static List<(string Attribute, string Value, Action<ImageCatalog, string> Apply)> Read(Parameters parameters)
    {
        var changes = new List<(string, string, Action<ImageCatalog, string>)>();
        var named = parameters.Text("Attribute");
        var value = parameters.Text("Value");
        if ((parameters.Structure("ImdsSupport")?.Text("Value") ?? (named is "imdsSupport" ? value ?? "" : null)) is { } support)
        {
            var parsed = MetadataOptionText.ParseImdsSupport(support);
            changes.Add(("ImdsSupport", support, (images, id) => images.ModifyImdsSupport(id, parsed)));
        }

        if ((parameters.Structure("Description")?.Text("Value") ?? (named is "description" ? value ?? "" : null)) is { } description)
        {
            changes.Add(("Description", description, (images, id) => images.Update(id, i => i with { Description = description })));
        }

        var permission = parameters.Structure("LaunchPermission");
        var add = permission?.Structures("Add") ?? [];
        var remove = permission?.Structures("Remove") ?? [];
        var operation = parameters.Text("OperationType");
        var groups = parameters.Texts("UserGroup");
        if (permission is not null || named is "launchPermission")
        {
            var isAdded = HasAll(add) || (operation is not "remove" && groups.Contains("all"));
            var isRemoved = HasAll(remove) || (operation is "remove" && groups.Contains("all"));
            changes.Add(("LaunchPermission", "", (images, id) => images.Update(id, i => i with { IsPublic = (i.IsPublic && !isRemoved) || isAdded })));
        }

        return named is null or "imdsSupport" or "description" or "launchPermission" ? changes
            : throw parameters.Invalid("Attribute", named, "Unknown attribute.");
    }

    private static bool HasAll(IReadOnlyList<Parameters> permissions)
    {
        var found = false;
        foreach (var permission in permissions)
        {
            found |= permission.Text("Group") is "all";
            permission.Ignore("UserId", "OrganizationArn", "OrganizationalUnitArn");
        }

        return found;
    }
}
