using System.Collections.Immutable;
using FakeImds.Ec2;
using FakeImds.Ec2Api.Instances;
using FakeImds.Ec2Api.Launches;
using FakeImds.Ec2Api.Protocol;
using FakeImds.Ec2Api.Shapes;

namespace FakeImds.Ec2Api.Spot;

/// <summary>
/// Requests Spot Instances, which are there at once. Its launch specification has no metadata options: the account, the image and
/// EC2's defaults decide them (docs/fidelity.md#spot-requests).
/// </summary>
internal static class RequestSpotInstances
{
    private static readonly string[] s_types = ["one-time", "persistent"];
    private static readonly string[] s_behaviors = ["hibernate", "stop", "terminate"];

    public static Answer Run(Ec2Call call)
    {
        var parameters = call.Parameters;
        var specification = parameters.Structure("LaunchSpecification") ?? throw new Ec2Exception(Ec2Errors.Missing("LaunchSpecification"));
        if (specification.Structure("MetadataOptions") is not null)
        {
            throw new Ec2Exception(ApiErrors.UnknownParameter(specification.FullName("MetadataOptions")));
        }

        var data = LaunchReader.Read(call, specification) with { MarketType = "spot" };
        var count = parameters.Number("InstanceCount") ?? 1;
        var launch = LaunchMerge.Over(new RunInstancesRequest { Count = count, SubnetId = specification.Text("SubnetId") }, data);
        specification.Ignore("AddressingType");
        var type = Word(parameters, "Type", s_types);
        var behavior = Word(parameters, "InstanceInterruptionBehavior", s_behaviors, s_behaviors[^1]);
        var price = parameters.Text("SpotPrice");
        var token = parameters.Text("ClientToken");
        var tags = TagShape.ReadSpecifications(parameters).GetValueOrDefault("spot-instances-request", InstanceDescription.NoTags);
        parameters.Ignore("ValidFrom", "ValidUntil", "LaunchGroup", "AvailabilityZoneGroup", "BlockDurationMinutes");
        if (launch.ImageId is { } image)
        {
            ImageIds.Check(image);
        }

        var options = call.Region.Instances.Decide(launch).OptionsOrThrow();
        call.Proceed(launch, options);
        var requests = call.Once(token, () => Made(call, launch, type, behavior, price, tags));
        return new Answer(xml => xml.List("spotInstanceRequestSet", requests, (x, r) => SpotRequestShape.Write(x, call, r)));
    }

    private static List<SpotRequest> Made(
        Ec2Call call, RunInstancesRequest launch, string type, string behavior, string? price, ImmutableSortedDictionary<string, string> tags)
    {
        var requests = new List<SpotRequest>();
        foreach (var instance in call.Region.Instances.Run(launch))
        {
            var (number, id) = call.Region.SpotRequests.Next();
            var request = new SpotRequest
            {
                RequestId = id,
                Number = number,
                Instance = instance,
                Launch = launch,
                CreateTime = call.Account.TimeProvider.GetUtcNow(),
                Type = type,
                InterruptionBehavior = behavior,
                SpotPrice = price,
            };
            instance.SpotRequestId = id;
            call.Region.SpotRequests.Set(request);
            if (!tags.IsEmpty)
            {
                call.Region.Tags.Create([id], tags);
            }

            requests.Add(request);
        }

        return requests;
    }

    private static string Word(Parameters parameters, string name, string[] allowed, string? fallback = null) => parameters.Text(name) is not { } text ? fallback ?? allowed[0]
        : allowed.Contains(text) ? text
        : throw parameters.Invalid(name, text, $"Valid values are: {string.Join(", ", allowed)}.");
}
