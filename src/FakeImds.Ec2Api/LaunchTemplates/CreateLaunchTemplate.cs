using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;
using FakeImds.Ec2Api.Tags;

namespace FakeImds.Ec2Api.LaunchTemplates;

internal static class CreateLaunchTemplate
{
    public static Answer Run(Ec2Call call)
    {
        var parameters = call.Parameters;
        var name = parameters.Required("LaunchTemplateName");
        var data = TemplateDataShape.ReadRequired(call);
        var description = TemplateDataShape.Description(parameters);
        var token = parameters.Text("ClientToken");
        var tags = TagShape.ReadSpecifications(parameters);
        parameters.Ignore("Operator");
        if (call.Region.LaunchTemplates.Refusal(data) is { } error)
        {
            throw new Ec2Exception(error);
        }

        call.Proceed(call.Arn("launch-template/*"));
        var template = call.Once(token, () => TaggedResource.Made(
            call,
            tags.GetValueOrDefault("launch-template", InstanceDescription.NoTags),
            () => call.Region.LaunchTemplates.Create(name, data, description, call.CallerArn),
            static t => t.LaunchTemplateId));
        return TemplateShape.Answer(call, template);
    }
}
