using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.LaunchTemplates;

internal static class DescribeLaunchTemplates
{
    private static readonly HashSet<string> s_filters = ["create-time", "launch-template-name"];

    public static Answer Run(Ec2Call call)
    {
        var templates = call.Region.LaunchTemplates;
        var ids = call.Parameters.Texts("LaunchTemplateId");
        foreach (var id in ids)
        {
            LaunchTemplateName.CheckId(id);
        }

        LaunchTemplate[] named = [.. ids.Concat(call.Parameters.Texts("LaunchTemplateName")).Select(templates.Get).DistinctBy(static t => t.LaunchTemplateId)];
        var filters = Filters.Read(call.Parameters);
        var page = Page.Read(call, min: 1, max: 200);
        call.Parameters.Ignore("IncludeManagedResources");
        call.Proceed();
        IEnumerable<LaunchTemplate> rest = named.Length > 0 ? page.Rest(named, static t => t.LaunchTemplateId)
            : filters.Plain("launch-template-name") is { } names ? page.Rest(templates.Index.Named(names), static t => t.LaunchTemplateId)
            : page.Rest(templates.Index.After);
        var found = filters.Apply(
            rest,
            s_filters,
            static (t, name) => [name is "create-time" ? Ec2Xml.TimeText(t.Versions[0].CreateTime) : t.LaunchTemplateName],
            t => call.Region.Tags.Of(t.LaunchTemplateId));
        var shown = page.Of(found, static t => t.LaunchTemplateId);
        return new Answer(xml =>
        {
            xml.List("launchTemplates", shown, (x, t) => TemplateShape.Write(x, t, call.Region.Tags.Of(t.LaunchTemplateId)));
            page.Write(xml);
        });
    }
}
