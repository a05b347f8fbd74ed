using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.Shapes;

/// <summary><c>LaunchTemplateId</c> or <c>LaunchTemplateName</c>, one of which a request gives.</summary>
internal static class LaunchTemplateName
{
    private const string Prefix = "lt-";

    public static string Read(Parameters parameters) =>
        ReadOptional(parameters) ?? throw new Ec2Exception(Ec2Errors.Missing(parameters.FullName("LaunchTemplateId")));

    public static string? ReadOptional(Parameters parameters)
    {
        var id = parameters.Text("LaunchTemplateId");
        var name = parameters.Text("LaunchTemplateName");
        if (id is not null && name is not null)
        {
            throw new Ec2Exception(ApiErrors.Combination("LaunchTemplateId", "LaunchTemplateName"));
        }

        if (id is not null)
        {
            CheckId(id);
        }

        return id ?? name;
    }

    public static void CheckId(string id)
    {
        if (!id.StartsWith(Prefix, StringComparison.Ordinal) || id.Length == Prefix.Length || !id.AsSpan(Prefix.Length).ContainsOnlyLettersAndDigits())
        {
            throw new Ec2Exception(Ec2Errors.TemplateIdMalformed(id));
        }
    }
}
