using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.LaunchTemplates;

internal static class ModifyLaunchTemplate
{
    public static Answer Run(Ec2Call call)
    {
        var template = call.Region.LaunchTemplates.Get(LaunchTemplateName.Read(call.Parameters));
        var version = template.Version(call.Parameters.Required("SetDefaultVersion")).VersionNumber;
        call.Parameters.Ignore("ClientToken");
        call.Proceed(call.Arn("launch-template/" + template.LaunchTemplateId));
        return TemplateShape.Answer(call, call.Region.LaunchTemplates.SetDefaultVersion(template.LaunchTemplateId, version));
    }
}
