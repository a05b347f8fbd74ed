using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

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
        var template = call.Once(token, () =>
        {
            var ofTemplate = tags.GetValueOrDefault("launch-template", InstanceDescription.NoTags);
            if (call.Region.Tags.RefusalOfNew(ofTemplate) is { } refusal)
            {
                throw new Ec2Exception(refusal);
            }

            var created = call.Region.LaunchTemplates.Create(name, data, description, call.CallerArn);
            call.Region.Tags.Create([created.LaunchTemplateId], ofTemplate);
            return created;
        });
        return TemplateShape.Answer(call, template);
    }
}
