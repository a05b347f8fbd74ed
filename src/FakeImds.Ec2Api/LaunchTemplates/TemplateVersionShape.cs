using FakeImds.Ec2;
using FakeImds.Ec2Api.Launches;
using FakeImds.Ec2Api.Protocol;

namespace FakeImds.Ec2Api.LaunchTemplates;

/// <summary>A version of a launch template in replies.</summary>
internal static class TemplateVersionShape
{
    public static void Write(Ec2Xml xml, LaunchTemplate template, LaunchTemplateVersion version) => xml
        .Text("launchTemplateId", template.LaunchTemplateId)
        .Text("launchTemplateName", template.LaunchTemplateName)
        .Number("versionNumber", version.VersionNumber)
        .Text("versionDescription", version.Description)
        .Time("createTime", version.CreateTime)
        .Text("createdBy", version.CreatedBy)
        .Flag("defaultVersion", version.VersionNumber == template.DefaultVersionNumber)
        .Element("launchTemplateData", x => LaunchXml.Write(x, version.Data));
}
