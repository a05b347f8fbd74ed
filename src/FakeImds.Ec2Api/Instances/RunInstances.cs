using FakeImds.Ec2;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Instances;

internal static class RunInstances
{
    public static Answer Run(Ec2Call call)
    {
        var parameters = call.Parameters;
        var tags = TagShape.ReadSpecifications(parameters);
        var network = NetworkRequest.Read(parameters);
        var rest = LaunchDetails.Read(parameters);
        var template = parameters.Structure("LaunchTemplate");
        var request = new RunInstancesRequest
        {
            ImageId = parameters.Text("ImageId"),
            InstanceType = InstanceTypeName.Checked(parameters.Text("InstanceType")),
            MetadataOptions = MetadataOptionsShape.Read(parameters.Structure("MetadataOptions")),
            LaunchTemplate = template is null ? null : LaunchTemplateName.Read(template),
            LaunchTemplateVersion = template?.Text("Version"),
            Count = Count(parameters),
            KeyPair = parameters.Text("KeyName") is { Length: > 0 } key ? NamedResources.KeyPair(call.Account, key) : null,
            InstanceProfile = ProfileShape.Read(call.Region, parameters.Structure("IamInstanceProfile")),
            UserData = UserDataText.Read(parameters),
            Tags = tags.GetValueOrDefault("instance"),
            ClientToken = parameters.Text("ClientToken"),
            AvailabilityZone = rest.AvailabilityZone,
            Describe = description => network.Describe(rest.Describe(description)),
        };
        if (request.ImageId is { } image)
        {
            ImageIds.Check(image);
        }

        var options = call.Region.Instances.Decide(request).OptionsOrThrow();
        call.Proceed(request, options);
        var instances = call.Once(request.ClientToken, () => Launched(call, request, network));
        return new Answer(xml => ReservationShape.Write(xml, call, instances, isLaunch: true)) { Instances = instances };
    }

    // Several instances can't share an address.
    private static IReadOnlyList<Ec2Instance> Launched(Ec2Call call, RunInstancesRequest request, NetworkRequest network)
    {
        var instances = call.Region.Instances.Run(request);
        foreach (var address in instances.Count == 1 ? network.DeclaredAddresses : [])
        {
            call.Settings.RouteSource(address, instances[0]);
        }

        return instances;
    }

    private static int Count(Parameters parameters)
    {
        _ = parameters.Required("MinCount");
        _ = parameters.Required("MaxCount");
        var min = parameters.Number("MinCount")!.Value;
        var max = parameters.Number("MaxCount")!.Value;
        return min >= 1 && max >= min ? max
            : throw parameters.Invalid("MinCount", MetadataOptionText.Of(min), $"It must be 1 or more and at most MaxCount ({MetadataOptionText.Of(max)}).");
    }
}
