using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.LaunchTemplates;

internal static class CreateLaunchTemplateVersion
{
    public static Answer Run(Ec2Call call)
    {
        var parameters = call.Parameters;
        var template = call.Region.LaunchTemplates.Get(LaunchTemplateName.Read(parameters));
        var source = parameters.Text("SourceVersion") is { Length: > 0 } version ? template.Version(version).Data : null;
        var data = TemplateDataShape.ReadRequired(call);
        var merged = source is null ? data : LaunchMerge.Over(data, source);
        var description = TemplateDataShape.Description(parameters);
        var token = parameters.Text("ClientToken");
        parameters.Ignore("ResolveAlias");
        if (call.Region.LaunchTemplates.Refusal(merged) is { } error)
        {
            throw new Ec2Exception(error);
        }

        call.Proceed(call.Arn("launch-template/" + template.LaunchTemplateId));
        var created = call.Once(token, () => call.Region.LaunchTemplates.CreateVersion(template.LaunchTemplateId, merged, description, call.CallerArn));
        return new Answer(xml => xml.Element("launchTemplateVersion", x => TemplateVersionShape.Write(x, template, created)));
    }
}
