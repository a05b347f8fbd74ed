using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.LaunchTemplates;

internal static class DescribeLaunchTemplateVersions
{
    public static Answer Run(Ec2Call call)
    {
        var parameters = call.Parameters;
        var name = LaunchTemplateName.ReadOptional(parameters);
        var versions = parameters.Texts("LaunchTemplateVersion");
        var min = parameters.Number("MinVersion");
        var max = parameters.Number("MaxVersion");
        var filters = Filters.Read(parameters);
        var page = Page.Read(call, min: 1, max: 200);
        parameters.Ignore("ResolveAlias", "IncludeManagedResources");
        if (name is null && (versions.Count == 0 || versions.Any(static v => v is not ("$Latest" or "$Default"))))
        {
            throw new Ec2Exception(Ec2Errors.Missing("LaunchTemplateId"));
        }

        IEnumerable<LaunchTemplate> templates = name is null
            ? call.Region.LaunchTemplates.All
            : [call.Region.LaunchTemplates.Get(name)];
        var chosen = templates.SelectMany(t => Versions(t, versions, min, max).Select(v => (Template: t, Version: v))).ToArray();
        call.Proceed();
        var rest = page.Rest(chosen, Key);
        var found = filters.Apply(rest, TemplateVersionFilters.Names, static (v, filter) => TemplateVersionFilters.Values(v.Template, v.Version, filter), static _ => InstanceDescription.NoTags);
        var shown = page.Of(found, Key);
        return new Answer(xml =>
        {
            xml.List("launchTemplateVersionSet", shown, static (x, v) => TemplateVersionShape.Write(x, v.Template, v.Version));
            page.Write(xml);
        });
    }

    private static string Key((LaunchTemplate Template, LaunchTemplateVersion Version) v) =>
        $"{v.Template.LaunchTemplateId}:{MetadataOptionText.Of(v.Version.VersionNumber)}";

    // Newest first, as EC2 lists them.
    private static IEnumerable<LaunchTemplateVersion> Versions(LaunchTemplate template, IReadOnlyList<string> versions, int? min, int? max) =>
        versions.Count > 0
            ? versions.Select(template.Version).DistinctBy(static v => v.VersionNumber)
            : template.Versions.Reverse().Where(v => (min is null || v.VersionNumber >= min) && (max is null || v.VersionNumber <= max));
}
