using FakeImds.Control.Hosting;
using FakeImds.Iac.Shapes;

namespace FakeImds.Control.Resources;

/// <summary><c>/fakeimds/instances/{id}/credentials</c>.</summary>
internal static class CredentialsResource
{
    private static readonly Lazy<ObjectShape> s_shape = new(static () => ShapeFiles.Named("control-credentials"));

    public static ValueTask<ControlAnswer> Put(ControlCall call)
    {
        call.AllowOnly();
        var instance = call.Instance(call.Path[1]);
        var document = call.Document(s_shape.Value);
        if (document.Required("Action").Text is not "fail" and var action && (document["Code"] ?? document["Message"]) is { } extra)
        {
            throw extra.Error($"the action {action} has no {extra.Path}; leave it out");
        }

        switch (document["Action"]!.Text)
        {
            case "rotate":
                instance.Credentials.Rotate();
                break;
            case "expire":
                instance.Credentials.Expire();
                break;
            case "fail":
                instance.Credentials.Fail(document.TextOf("Code") ?? "AssumeRoleUnauthorizedAccess", document.TextOf("Message"));
                break;
            default:
                instance.Credentials.Fail("Success");
                break;
        }

        return new(InstancesResource.Answer(call, instance));
    }
}
