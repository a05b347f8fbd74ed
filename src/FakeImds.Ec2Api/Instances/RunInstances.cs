using System.Net;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Launches;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Instances;

internal static class RunInstances
{
    public static Answer Run(Ec2Call call)
    {
        var parameters = call.Parameters;
        var data = LaunchReader.Read(call, parameters);
        var template = parameters.Structure("LaunchTemplate");
        parameters.Ignore("AdditionalInfo", "EnablePrimaryIpv6");
        var request = LaunchMerge.Over(
            new RunInstancesRequest
            {
                LaunchTemplate = template is null ? null : LaunchTemplateName.Read(template),
                LaunchTemplateVersion = template?.Text("Version"),
                Count = Count(parameters),
                SubnetId = parameters.Text("SubnetId"),
                PrivateIpAddress = parameters.Text("PrivateIpAddress"),
                Ipv6Addresses = InterfaceReader.Ipv6(parameters, "Ipv6Address"),
                Ipv6AddressCount = parameters.Number("Ipv6AddressCount"),
                ClientToken = parameters.Text("ClientToken"),
            },
            data);
        if (request.ImageId is { } image)
        {
            ImageIds.Check(image);
        }

        var options = call.Region.Instances.Decide(request).OptionsOrThrow();
        call.Proceed(request, options);
        var instances = call.Once(request.ClientToken, () => Launched(call, request));
        return new Answer(xml => ReservationShape.Write(xml, call, instances, isLaunch: true));
    }

    // Several instances can't share an address.
    private static IReadOnlyList<Ec2Instance> Launched(Ec2Call call, RunInstancesRequest request)
    {
        var launch = call.Region.Instances.Resolve(request).Request;
        var instances = call.Region.Instances.Run(request);
        foreach (var address in instances.Count == 1 ? LaunchNetwork.DeclaredAddresses(launch) : [])
        {
            call.Settings.RouteSource(IPAddress.Parse(address), instances[0]);
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
