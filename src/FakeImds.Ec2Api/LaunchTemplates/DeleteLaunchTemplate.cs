using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.LaunchTemplates;

internal static class DeleteLaunchTemplate
{
    public static Answer Run(Ec2Call call)
    {
        var template = call.Region.LaunchTemplates.Get(LaunchTemplateName.Read(call.Parameters));
        call.Proceed(call.Arn("launch-template/" + template.LaunchTemplateId));
        var tags = call.Region.Tags.Of(template.LaunchTemplateId);
        var deleted = call.Region.LaunchTemplates.Delete(template.LaunchTemplateId);
        return new Answer(xml => xml.Element("launchTemplate", x => TemplateShape.Write(x, deleted, tags)));
    }
}
