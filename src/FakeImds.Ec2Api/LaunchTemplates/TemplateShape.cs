using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.LaunchTemplates;

/// <summary>A launch template in replies.</summary>
internal static class TemplateShape
{
    public static Answer Answer(Ec2Call call, LaunchTemplate template) =>
        new(xml => xml.Element("launchTemplate", x => Write(x, template, call.Region.Tags.Of(template.LaunchTemplateId))));

    public static void Write(Ec2Xml xml, LaunchTemplate template, IReadOnlyCollection<KeyValuePair<string, string>> tags)
    {
        xml.Text("launchTemplateId", template.LaunchTemplateId)
            .Text("launchTemplateName", template.LaunchTemplateName)
            .Time("createTime", template.Versions[0].CreateTime)
            .Text("createdBy", template.CreatedBy)
            .Number("defaultVersionNumber", template.DefaultVersionNumber)
            .Number("latestVersionNumber", template.LatestVersionNumber);
        TagShape.Write(xml, tags);
    }
}
